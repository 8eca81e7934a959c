// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <string_view>

namespace voordeur {

// For the text of an element and for an attribute in quotes.
std::string escaped_html(std::string_view text);
// For a name or a value of a query or a form: all but RFC 3986's unreserved characters as %XX.
std::string url_encoded(std::string_view text);

}  // namespace voordeur
