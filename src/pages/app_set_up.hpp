// SPDX-License-Identifier: EUPL-1.2
// An app that makes codes, being set up: its QR code, and the same as a link and typed.
#pragma once

#include <optional>
#include <string>

#include "factors/challenge_store.hpp"
#include "page_function.hpp"
#include "web/template_names.hpp"

namespace voordeur {

class Page;

// What an app takes: an address, and the same to be typed.
struct AppSecret {
    std::string otpauth_rest;  // after otpauth://totp/
    std::string grouped;
};
AppSecret secret_to_show(App const& app, PatientVisitor const& visitor, Challenge const& set_up);
void fill_app_set_up(Page& page, IncludeName where, AppSecret const& secret);

// The set-up that is open in this browser, its code right or not; nullopt: there is none.
std::optional<Challenge> lock_app_set_up(Transaction& transaction, App const& app,
                                         PatientVisitor const& visitor);
// Goes on with it, or begins one. False: far too often.
bool begin_app_set_up(App const& app, PatientVisitor const& visitor);

}  // namespace voordeur
