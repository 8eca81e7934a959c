// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "outbox/outbox_store.hpp"
#include "web/template_names.hpp"
#include "words/word.hpp"

namespace voordeur {

class Page;

// "Nothing received?": the button that sends a mail or an SMS again, and when it may.
struct Resend {
    std::string_view action;
    Word button;
    bool is_sms = false;                            // else a mail
    Sending sending = Sending::sent;                // the last one
    std::optional<Word> given_up = {};              // what is said when nothing comes where it was sent
    std::optional<Word> sent_again = {};            // it was just sent again
    std::optional<std::chrono::seconds> wait = {};  // the button works after so long
    std::optional<std::string> limit_until = {};    // no button: "14.20 uur"
    std::string_view other_url = {};                // another way out
    std::optional<Word> other_text = {};
};

void fill_resend(Page& page, IncludeName where, Resend const& resend);

}  // namespace voordeur
