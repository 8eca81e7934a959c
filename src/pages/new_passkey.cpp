// SPDX-License-Identifier: EUPL-1.2
#include "new_passkey.hpp"

#include <algorithm>

#include "app.hpp"
#include "factors/passkeys/passkey_provider.hpp"
#include "page.hpp"
#include "passkey_explained.html.hpp"
#include "visitor.hpp"
#include "words.hpp"
#include "words/catalogue.hpp"
#include "words/dates.hpp"

namespace voordeur {
namespace {

std::string first_name_of(App const& app, Visitor const& visitor, PasskeyFacts const& facts) {
    auto const provider = provider_of(facts.aaguid);
    if (!provider.empty()) return std::string(provider);
    return app.catalogue.text(
        words::pages::passkey_first_name{.when = plain_date(visitor.now(), visitor.language)},
        visitor.language);
}

}  // namespace

void explain_passkeys(Page& page, IncludeName where) {
    page.include(where, html::pages_passkey_explained::file);
}

// Two of one day, or of one keeper: "Passkey van 29 november 2026 (2)".
std::string name_of_new_passkey(App const& app, Visitor const& visitor, PasskeyFacts const& facts,
                                std::vector<Passkey> const& others) {
    auto const name = first_name_of(app, visitor, facts);
    auto const is_taken = [&](std::string const& wanted) {
        return std::ranges::any_of(others, [&](Passkey const& each) { return each.name == wanted; });
    };
    auto free = name;
    for (int number = 2; is_taken(free); ++number) free = name + " (" + std::to_string(number) + ")";
    return free;
}

Word word_of(PasskeyRefusal refusal) {
    return refusal == PasskeyRefusal::passkey_known ? words::pages::passkey_known
                                                    : words::pages::passkey_failed;
}

}  // namespace voordeur
