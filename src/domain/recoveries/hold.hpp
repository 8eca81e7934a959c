// SPDX-License-Identifier: EUPL-1.2
// The two days after a recovery. Whoever changes something sensitive asks here.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "recoveries/recovery_rules.hpp"
#include "sessions/session_rules.hpp"
#include "store/database.hpp"

namespace voordeur {

struct Account;

// Of the last one, however long ago.
std::optional<Recovered> recovered(Transaction& transaction, Id<Account> const& account_id);
void begin_hold(Transaction& transaction, Id<Account> const& account_id, Recovered const& recovered);
// What a session shows that the recovery left as it was, by what carries it. A passkey and an app may lie on
// the one telephone that was found unlocked: they are one thing with it.
struct LeftAsItWas {
    bool password = false;
    bool device = false;
    bool paper = false;

    void add(std::string_view method);
    // Whoever shows two is held back no more. Not where the mailbox was replaced: its owner hears of little.
    bool lifts() const { return password + device + paper >= 2; }
};
LeftAsItWas left_as_it_was(UsedMethods const& methods, Renewal const& chose);
bool was_chosen(std::string_view method, Renewal const& chose);

// Until when e-mail, telephone, factors and sheet cannot be changed in this session; nullopt: they can.
std::optional<Time> held_back_until(std::optional<Recovered> const& last, UsedMethods const& methods,
                                    Time now);

}  // namespace voordeur
