// SPDX-License-Identifier: EUPL-1.2
#include "whom_to_call.hpp"

#include <algorithm>
#include <cstddef>

#include "app.hpp"
#include "practices/practice_list.hpp"
#include "site_settings.hpp"

namespace voordeur {
namespace {

// More are found on a page of their own.
constexpr std::size_t most_listed = 12;

void add_all(WhomToCall& whom, App const& app) {
    auto const practices = app.practices.last_read();
    if (!practices) return;
    whom.are_more = practices->size() > most_listed;
    if (!whom.are_more)
        std::ranges::transform(*practices, std::back_inserter(whom.cards),
                               [](Practice const& practice) { return contact_of(practice); });
}

}  // namespace

WhomToCall whom_to_call(App const& app, std::optional<Practice> const& practice) {
    WhomToCall whom;
    if (practice)
        whom.cards.push_back(contact_of(*practice));
    else
        add_all(whom, app);
    whom.cards = contacts_for(std::move(whom.cards), app.site.operated_by);
    return whom;
}

}  // namespace voordeur
