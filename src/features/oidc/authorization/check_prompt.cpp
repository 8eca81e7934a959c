// SPDX-License-Identifier: EUPL-1.2
// prompt and max_age (OpenID Connect Core section 3.1.2.1): "none" with anything else is an error; "login"
// asks anew even who is signed in; max_age=0 is the same.
#include <algorithm>
#include <chrono>

#include "base/number.hpp"
#include "oidc/authorization/checks.hpp"

namespace voordeur {
namespace {

constexpr std::int64_t longest_age = 86400;  // no session lasts longer

void ask_for_sign_in_since(AuthorizationRequest& request, Time time) {
    request.signed_in_since = std::max(request.signed_in_since.value_or(time), time);
}

bool has(std::vector<std::string> const& prompts, std::string_view prompt) {
    return std::ranges::find(prompts, prompt) != prompts.end();
}

}  // namespace

std::optional<RequestRefusal> check_prompt(AskedRequest& asked) {
    auto& request = asked.request;
    auto const prompts = words_in(asked.parameters.text("prompt"));
    for (auto const& prompt : prompts)
        if (prompt != "none" && prompt != "login" && prompt != "consent" && prompt != "select_account")
            return RequestRefusal{"invalid_request", "prompt is none, login, consent or select_account"};
    if (has(prompts, "none") && prompts.size() > 1)
        return RequestRefusal{"invalid_request", "prompt none stands alone"};
    request.asks_nobody = has(prompts, "none");
    if (has(prompts, "login") || has(prompts, "select_account")) ask_for_sign_in_since(request, request.at);
    auto const& max_age = asked.parameters.text("max_age");
    if (max_age.empty()) return std::nullopt;
    auto const seconds = whole_number(max_age);
    if (!seconds || *seconds < 0) return RequestRefusal{"invalid_request", "max_age is a number of seconds"};
    if (*seconds <= longest_age) ask_for_sign_in_since(request, request.at - std::chrono::seconds(*seconds));
    return std::nullopt;
}

}  // namespace voordeur
