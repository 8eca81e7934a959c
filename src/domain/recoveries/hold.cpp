// SPDX-License-Identifier: EUPL-1.2
#include "recoveries/hold.hpp"

#include "accounts/account_store.hpp"

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

std::optional<Time> held_back_until(Transaction& transaction, Id<Account> const& account_id, Time now) {
    auto const last = recovered(transaction, account_id);
    if (!holds_back(last, now)) return std::nullopt;
    return last->at + recovery_hold;
}

}  // namespace voordeur
