// SPDX-License-Identifier: EUPL-1.2
#include "practices/contact.hpp"

#include <algorithm>
#include <utility>

namespace voordeur {
namespace {

bool has_phone(Contact const& contact) {
    return !contact.phone.empty();
}

}  // namespace

Contact contact_of(Practice const& practice) {
    return {practice.slug, practice.name, practice.phone, practice.email};
}

Contact contact_of(Operator const& operated_by) {
    return {.name = operated_by.name, .phone = operated_by.phone, .email = operated_by.email};
}

std::vector<Contact> contacts_for(std::vector<Contact> practices, Operator const& operated_by) {
    auto const is_needed = !std::ranges::all_of(practices, has_phone) && !operated_by.phone.empty();
    if (practices.empty() || is_needed) practices.push_back(contact_of(operated_by));
    return practices;
}

Contact const& first_to_call(std::vector<Contact> const& contacts) {
    auto const with_phone = std::ranges::find_if(contacts, has_phone);
    return with_phone == contacts.end() ? contacts.front() : *with_phone;
}

Contact contact_for(std::optional<Practice> const& practice, Operator const& operated_by) {
    std::vector<Contact> practices;
    if (practice) practices.push_back(contact_of(*practice));
    return first_to_call(contacts_for(std::move(practices), operated_by));
}

std::string ways_to_reach(Operator const& operated_by) {
    auto ways = operated_by.name;
    for (auto const& way : {operated_by.email, operated_by.phone})
        if (!way.empty()) ways += ", " + way;
    return ways;
}

}  // namespace voordeur
