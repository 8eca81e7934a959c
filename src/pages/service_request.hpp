// SPDX-License-Identifier: EUPL-1.2
// What an e-service asked goes along while its patient signs in: in the address (`aanvraag`) and, since
// a form's address is its page's, behind the token of every form. The dispatcher takes it in and sends
// it on; a page reads visitor.service_request.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "clients/authorization_request.hpp"
#include "page_function.hpp"

namespace voordeur {

struct ServiceRequest {
    std::string sealed;
    AuthorizationRequest asked;
};

constexpr std::string_view service_request_field = "aanvraag";

// Of the address, else of the form. nullopt: none, or none of ours.
std::optional<ServiceRequest> service_request_of(App const& app, Visitor const& visitor);
// The token of a form, which may have a request behind it.
std::string_view token_of_form(std::string_view form_token);
std::string with_service_request(std::string form_token, Visitor const& visitor);
// Whoever signed in before what the e-service wants.
bool is_to_sign_in_anew(Visitor const& visitor);
// "/inloggen?aanvraag=…"
std::string path_with(std::string_view path, ServiceRequest const& request);
// The same, where a request came along: a page that is refused stands at an address that has it, for Reload.
std::string path_along(std::string_view path, Visitor const& visitor);
// Whoever is led on to a page of ours takes it along.
void send_along(Response& response, Visitor const& visitor);

}  // namespace voordeur
