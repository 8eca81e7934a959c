// SPDX-License-Identifier: EUPL-1.2
#include "recoveries/hold.hpp"

#include "accounts/account_store.hpp"
#include "factors/paper_codes/paper_codes.hpp"

namespace voordeur {
namespace {

struct NamedPart {
    std::string_view name;
    bool Renewal::*part;
};
constexpr NamedPart parts[] = {{"password", &Renewal::password},
                               {"second_factor", &Renewal::second_factor},
                               {"super_pin", &Renewal::super_pin},
                               {"mailbox", &Renewal::mailbox}};

// "password super_pin"
std::string stored_text(Renewal const& renewal) {
    std::string text;
    for (auto const& [name, part] : parts)
        if (renewal.*part) text.append(text.empty() ? "" : " ").append(name);
    return text;
}

Renewal renewal_from(std::string const& stored) {
    Renewal renewal;
    auto const words = " " + stored + " ";
    for (auto const& [name, part] : parts)
        renewal.*part = words.find(" " + std::string(name) + " ") != std::string::npos;
    return renewal;
}

}  // namespace

std::optional<Recovered> recovered(Transaction& transaction, Id<Account> const& account_id) {
    auto const stored = find_recovered(transaction, account_id);
    if (!stored) return std::nullopt;
    return Recovered{stored->at, renewal_from(stored->chose)};
}

void begin_hold(Transaction& transaction, Id<Account> const& account_id, Recovered const& recovered) {
    note_recovered(transaction, account_id, {recovered.at, stored_text(recovered.chose)});
}

bool was_chosen(std::string_view method, Renewal const& chose) {
    return method == password_method ? chose.password : chose.second_factor;
}

void LeftAsItWas::add(std::string_view method) {
    if (method == password_method)
        password = true;
    else if (method == PaperCodes::kind.name)
        paper = true;
    else
        device = true;
}

LeftAsItWas left_as_it_was(UsedMethods const& methods, Renewal const& chose) {
    LeftAsItWas left;
    if (chose.mailbox) return left;
    for (auto const& method : methods)
        if (!was_chosen(method.name, chose)) left.add(method.name);
    return left;
}

std::optional<Time> held_back_until(std::optional<Recovered> const& last, UsedMethods const& methods,
                                    Time now) {
    if (!holds_back(last, now) || left_as_it_was(methods, last->chose).lifts()) return std::nullopt;
    return last->at + recovery_hold;
}

}  // namespace voordeur
