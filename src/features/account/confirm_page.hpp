// SPDX-License-Identifier: EUPL-1.2
// The page that asks for what is missing before a change.
#pragma once

#include <cstdint>
#include <optional>

#include "page_function.hpp"
#include "sessions/session_rules.hpp"
#include "words/word.hpp"

namespace voordeur {

struct ConfirmRefusal {
    std::optional<Word> field = {};
    std::optional<FilledWord> way = {};
    std::optional<std::int64_t> tries_left = {};
};
// Leads on where nothing is missing.
Response confirm_page(App const& app, PatientVisitor const& visitor, ConfirmRefusal const& refusal = {});

Missing lacking(PatientVisitor const& visitor, Change change);
// Whether something beside the password is asked for: since it is missing, or since a recovery holds back.
bool asks_for_a_way(App const& app, PatientVisitor const& visitor, Change change);

}  // namespace voordeur
