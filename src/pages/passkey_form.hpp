// SPDX-License-Identifier: EUPL-1.2
// The form that asks for a passkey: its button, what assets/passkey.js fetches before it asks, and what it
// sends.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "factors/passkeys/passkeys.hpp"
#include "page_function.hpp"
#include "web/template_names.hpp"
#include "words/word.hpp"

namespace voordeur {

class Form;
class Page;

struct PasskeyForm {
    std::string action, question_url;
    Word button;
    bool is_first = true;        // the filled button of the page
    bool says_otherwise = true;  // what to do where there are no passkeys; the sign-in page has a password
    bool autofills = false;      // offered where the name is typed
};
void fill_passkey_form(Page& page, IncludeName where, PasskeyForm const& form);

// JSON. `among`: the passkeys that may answer; empty: whichever the browser has.
Response ask_passkey(App const& app, Visitor const& visitor, PasskeyAsker const& asker,
                     std::vector<Passkey> const& among);
// For a new one. `known` are there already.
Response ask_new_passkey(App const& app, PatientVisitor const& visitor, PasskeyAsker const& asker,
                         std::vector<Passkey> const& known);

// JSON for the browser's own list of passkeys: which this account has, and what it is called now.
std::string own_passkeys_json(App const& app, PatientVisitor const& visitor, std::string const& handle,
                              std::vector<Passkey> const& passkeys);

// What the form sent. nullopt: not all of it, as without scripts.
std::optional<SentPasskey> sent_passkey(Form const& form);
std::optional<SentNewPasskey> sent_new_passkey(Form const& form);

}  // namespace voordeur
