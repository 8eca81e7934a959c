// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string_view>

#include "page_function.hpp"

namespace voordeur {

// Of the page's address and its form.
constexpr std::string_view sign_out_field = "verzoek";

// OpenID Connect RP-Initiated Logout 1.0: an e-service sends a patient to be signed out. By POST from there
// no cookie comes; so what is asked is checked, and the patient led to a page of ours.
Response begin_sign_out(App const& app, Visitor const& visitor);

// That page: signs out whom the request names, asks where it names nobody, and leads back.
Response show_sign_out(App const& app, Visitor const& visitor);
// Whoever was asked, and wants it.
Response submit_asked_sign_out(App const& app, Visitor const& visitor);

}  // namespace voordeur
