// SPDX-License-Identifier: EUPL-1.2
// Where the link of the mail leads, that of a notice, and that to a new mailbox; a token follows. Short: mail
// programs break a longer one.
#pragma once

#include <string_view>

namespace voordeur {

constexpr std::string_view recovery_path = "/h/";
constexpr std::string_view stop_recovery_path = "/s/";
constexpr std::string_view new_mailbox_path = "/m/";

}  // namespace voordeur
