// SPDX-License-Identifier: EUPL-1.2
// A page of one field, as H3 and H4 have several.
#pragma once

#include <optional>
#include <variant>

#include "page.hpp"
#include "page_function.hpp"
#include "words/word.hpp"

namespace voordeur {

struct ProvePage {
    Word title;
    FilledWord lead;
    std::string_view action;
    std::string_view again_action = {};  // sends another SMS
    std::string_view back = {};          // empty: to H2
    std::optional<Word> help = {};
    std::optional<std::int64_t> tries_left = {};
    int status = 200;
};
Response prove_page(App const& app, Visitor const& visitor, ProvePage const& about, TextField const& field);
Response prove_page(App const& app, Visitor const& visitor, ProvePage const& about,
                    PasswordField const& field);

}  // namespace voordeur
