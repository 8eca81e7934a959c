// SPDX-License-Identifier: EUPL-1.2
// How an authorization request is answered at its e-service: by a redirect, or by a form that sends itself.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "page_function.hpp"

namespace voordeur {

struct AuthorizationRequest;
struct Request;

// A page that a browser fetches ahead may never be looked at, and its code never be used.
bool is_fetched_ahead(Request const& request);
Response not_ahead();

// In the order in which they are sent; state and iss (RFC 9207) come by themselves.
using AnswerParameters = std::vector<std::pair<std::string_view, std::string>>;
// Behind the query that the address has, if any.
std::string address_with(std::string address, AnswerParameters const& parameters);
Response send_back(App const& app, Visitor const& visitor, AuthorizationRequest const& request,
                   AnswerParameters parameters);

// RFC 6749 section 4.1.2.1 and OpenID Connect Core section 3.1.2.6. The description is for the e-service's
// developer: ASCII, without quotes and backslashes.
struct RequestRefusal {
    std::string_view error, description;
};
Response send_back(App const& app, Visitor const& visitor, AuthorizationRequest const& request,
                   RequestRefusal const& refusal);

}  // namespace voordeur
