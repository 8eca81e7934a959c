// SPDX-License-Identifier: EUPL-1.2
#include "sessions/session_rules.hpp"

#include <algorithm>

#include "base/number.hpp"

namespace voordeur {
namespace {

std::optional<UsedMethod> method_from(std::string_view text) {
    auto const at = text.find('@');
    if (at == std::string_view::npos || at == 0) return std::nullopt;
    auto const slash = std::min(text.find('/', at), text.size());
    auto const time = whole_number(text.substr(at + 1, slash - at - 1));
    if (!time) return std::nullopt;
    UsedMethod method{std::string(text.substr(0, at)), from_stored(*time)};
    if (slash == text.size()) return method;
    auto const change =
        std::ranges::find(all_changes, text.substr(slash + 1), [](Change each) { return stored_name(each); });
    if (change == all_changes.end()) return std::nullopt;
    method.confirms = *change;
    return method;
}

bool has_used(UsedMethods const& methods, std::string_view name) {
    return std::ranges::find(methods, name, &UsedMethod::name) != methods.end();
}

// The methods that a need may count on.
UsedMethods fresh_ones(SignInNeed const& need, UsedMethods methods, Time now) {
    std::erase_if(methods, [&](auto const& each) {
        return (need.at_most && each.at + *need.at_most < now) ||
               (each.confirms && each.confirms != need.change);
    });
    return methods;
}

}  // namespace

std::string_view stored_name(Change change) {
    switch (change) {
        case Change::app:
            return "app";
        case Change::paper_codes:
            return "paper_codes";
        case Change::first_choice:
            return "first_choice";
        case Change::removal:
            return "removal";
        case Change::sessions:
            return "sessions";
        case Change::password:
            return "password";
        case Change::super_pin:
            return "super_pin";
        case Change::phone:
            return "phone";
        case Change::email:
            return "email";
        case Change::download:
            return "download";
        case Change::deletion:
            return "deletion";
        case Change::passkeys:
            return "passkeys";
        case Change::passkey_names:
            return "passkey_names";
        case Change::passkey_removal:
            return "passkey_removal";
    }
    return "";
}

std::string stored_text(UsedMethods const& methods) {
    std::string text;
    for (auto const& [name, at, confirms] : methods) {
        if (!text.empty()) text += ' ';
        text += name + "@" + std::to_string(to_stored(at));
        if (confirms) text.append("/").append(stored_name(*confirms));
    }
    return text;
}

UsedMethods methods_from(std::string_view stored) {
    UsedMethods methods;
    while (!stored.empty()) {
        auto const space = std::min(stored.find(' '), stored.size());
        if (auto method = method_from(stored.substr(0, space))) methods.push_back(std::move(*method));
        stored.remove_prefix(std::min(space + 1, stored.size()));
    }
    return methods;
}

UsedMethods with_used(UsedMethods methods, UsedMethod const& used) {
    std::erase_if(methods,
                  [&](auto const& each) { return each.name == used.name && each.confirms == used.confirms; });
    methods.push_back(used);
    return methods;
}

UsedMethods good_for(Change change, UsedMethods methods) {
    std::erase_if(methods, [&](auto const& each) { return each.confirms && each.confirms != change; });
    return methods;
}

SignInLevel level_of(UsedMethods const& methods) {
    auto const is_password = [](UsedMethod const& method) { return method.name == password_method; };
    auto const are_two =
        std::ranges::any_of(methods, is_password) && !std::ranges::all_of(methods, is_password);
    return are_two || has_used(methods, passkey_alone_method) ? SignInLevel::two_factors
                                                              : SignInLevel::password;
}

Missing missing(SignInNeed const& need, UsedMethods const& methods, Time now) {
    auto const used = fresh_ones(need, methods, now);
    if (!need.change && has_used(used, passkey_alone_method)) return Missing::nothing;
    if (!has_used(used, password_method)) return Missing::password;
    if (need.level == SignInLevel::two_factors && level_of(used) != SignInLevel::two_factors)
        return Missing::second_factor;
    return Missing::nothing;
}

}  // namespace voordeur
