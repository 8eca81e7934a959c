// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "page_function.hpp"

namespace voordeur {

// The current version of a document, in the visitor's language.
Response show_privacy(App const& app, Visitor const& visitor);
Response show_terms(App const& app, Visitor const& visitor);

// The text of a document's first heading of level 1; nullopt when it has none.
std::optional<std::string> first_heading(std::string_view markdown);

}  // namespace voordeur
