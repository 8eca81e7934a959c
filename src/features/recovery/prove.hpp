// SPDX-License-Identifier: EUPL-1.2
// H3, for what is a secret: super-PIN and password. Codes: prove_code.hpp.
#pragma once

#include <optional>

#include "page_function.hpp"

namespace voordeur {

Response show_recover_by_super_pin(App const& app, Visitor const& visitor);
Response submit_recover_by_super_pin(App const& app, Visitor const& visitor);
std::optional<Response> answer_super_pin_proof_early(App const& app, Visitor const& visitor);
Response show_recover_by_password(App const& app, Visitor const& visitor);
Response submit_recover_by_password(App const& app, Visitor const& visitor);
std::optional<Response> answer_password_proof_early(App const& app, Visitor const& visitor);

}  // namespace voordeur
