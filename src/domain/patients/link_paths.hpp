// SPDX-License-Identifier: EUPL-1.2
// Where the links of the two mails lead; a token follows. Where a letter leads; a practice follows.
#pragma once

#include <string_view>

#include "patients/registration_rules.hpp"

namespace voordeur {

constexpr std::string_view invitation_path = "/u/";
constexpr std::string_view confirmation_path = "/b/";

constexpr std::string_view letter_path = "/brief";

constexpr std::string_view path_of(LinkKind kind) {
    return kind == LinkKind::invitation ? invitation_path : confirmation_path;
}

}  // namespace voordeur
