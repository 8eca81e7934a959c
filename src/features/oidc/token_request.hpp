// SPDX-License-Identifier: EUPL-1.2
// What a program asks with a form: of the token endpoint, and of those beside it.
#pragma once

#include <variant>

#include "app.hpp"
#include "page_function.hpp"
#include "store/database.hpp"

namespace voordeur {

class Form;

struct TokenRequest {
    App const& app;
    Visitor const& visitor;
    Form const& form;
};

// That something changes, where nothing may be written.
struct WritesFirst {};
enum class MayWrite { no, yes };

// Most steps change nothing, and wait for no disk. `step` answers a variant with WritesFirst, and not that
// one when it may write.
template <class Step>
auto read_or_write(TokenRequest const& request, Step const& step) {
    auto& database = request.app.database;
    auto outcome = database.read([&](Transaction& transaction) { return step(transaction, MayWrite::no); });
    if (std::holds_alternative<WritesFirst>(outcome))
        outcome =
            database.transaction([&](Transaction& transaction) { return step(transaction, MayWrite::yes); });
    return outcome;
}

}  // namespace voordeur
