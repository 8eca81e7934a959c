// SPDX-License-Identifier: EUPL-1.2
#include "sessions/sign_in_list_rules.hpp"

#include <algorithm>
#include <ranges>

namespace voordeur {
namespace {

bool waits_for_code(ListedSignIn const& each) {
    return each.end == SignInEnd::only_password || each.end == SignInEnd::wrong_codes;
}

void add_wrong_password(std::vector<ListedSignIn>& list, Time at) {
    if (list.empty() || list.back().end != SignInEnd::wrong_password ||
        at >= list.back().at + wrong_passwords_are_one_within)
        list.push_back({at, SignInEnd::wrong_password});
    ++list.back().wrong;
}

void add_code(std::vector<ListedSignIn>& list, SignInEvent const& event) {
    auto const newest = std::ranges::find_if(list.rbegin(), list.rend(), waits_for_code);
    // Its password was in the month before.
    if (newest == list.rend()) {
        list.push_back({event.at, event.is_refused ? SignInEnd::wrong_codes : SignInEnd::signed_in});
        if (event.is_refused) ++list.back().wrong;
        return;
    }
    newest->end = event.is_refused ? SignInEnd::wrong_codes : SignInEnd::signed_in;
    if (event.is_refused)
        ++newest->wrong;
    else
        newest->finished_at = event.at;
}

void add(std::vector<ListedSignIn>& list, SignInEvent const& event) {
    switch (event.kind) {
        case SignInEventKind::password:
            if (event.is_refused) return add_wrong_password(list, event.at);
            list.push_back({event.at, SignInEnd::only_password});
            return;
        case SignInEventKind::held_up:
            list.push_back({event.at, SignInEnd::held_up});
            return;
        case SignInEventKind::code:
            return add_code(list, event);
        case SignInEventKind::passkey:
            list.push_back({event.at, SignInEnd::by_passkey});
            return;
    }
}

}  // namespace

std::vector<ListedSignIn> listed_sign_ins(std::span<SignInEvent const> events) {
    std::vector<ListedSignIn> list;
    for (auto const& event : events) add(list, event);
    std::ranges::reverse(list);
    return list;
}

}  // namespace voordeur
