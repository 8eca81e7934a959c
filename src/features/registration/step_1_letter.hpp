// SPDX-License-Identifier: EUPL-1.2
// B0: who has a letter and no link. Whatever is typed, the answer is the same and takes as long: a customer
// number is no secret, and who is a patient where is.
#pragma once

#include <optional>

#include "page_function.hpp"

namespace voordeur {

Response show_letter(App const& app, Visitor const& visitor);
Response submit_letter(App const& app, Visitor const& visitor);
// What cannot be read, or has to wait, is refused without a place for hashing.
std::optional<Response> answer_letter_early(App const& app, Visitor const& visitor);
Response show_letter_sent(App const& app, Visitor const& visitor);

}  // namespace voordeur
