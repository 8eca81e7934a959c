// SPDX-License-Identifier: EUPL-1.2
// Where the link of the mail to a new address leads, and that of the mail to the old one; a token follows.
// Short: mail programs break a longer one.
#pragma once

#include <string_view>

namespace voordeur {

constexpr std::string_view confirm_email_path = "/e/";
constexpr std::string_view stop_email_path = "/x/";

}  // namespace voordeur
