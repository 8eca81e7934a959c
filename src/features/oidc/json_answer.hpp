// SPDX-License-Identifier: EUPL-1.2
// What programs are answered.
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string_view>

#include "base/time.hpp"
#include "page_function.hpp"
#include "web/form.hpp"

namespace voordeur {

struct Request;

// NumericDate (RFC 7519 section 2).
std::int64_t seconds_of(Time time);

// For one reader, and nobody's to keep.
Response json_answer(int status, nlohmann::ordered_json const& object);
// The same for everybody, for an hour.
Response published_answer(nlohmann::ordered_json const& object);

// RFC 6749 section 5.2. The description is for the e-service's developer: ASCII, without quotes and
// backslashes.
struct TokenRefusal {
    int status;
    std::string_view error, description;
    std::string_view authenticate = {};  // WWW-Authenticate
};
Response refuse_token(TokenRefusal const& refusal);
constexpr TokenRefusal unreadable_form{400, "invalid_request", "the form cannot be read"};
constexpr TokenRefusal token_is_missing{400, "invalid_request", "token is missing"};

// What is no fault of the program's. It is to try again, and to throw nothing away.
Response trouble_answer(bool is_busy);

// To a browser that asks first whether a page of another site may ask (the Fetch standard, "CORS-preflight");
// whose page may, says the dispatcher.
Response allow_request(App const& app, Visitor const& visitor);

// The form of a program, from wherever. nullopt: none.
std::optional<Form> form_of_program(Request const& request);

}  // namespace voordeur
