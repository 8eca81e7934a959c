// SPDX-License-Identifier: EUPL-1.2
#include "recoveries/begin_by_sheet.hpp"

#include <algorithm>
#include <iterator>

#include "accounts/super_pin_store.hpp"
#include "base/overloaded.hpp"
#include "tries/throttled_guess.hpp"

namespace voordeur {
namespace {

constexpr ThrottlePolicy sheets_of_a_number{5, std::chrono::seconds(900)};
constexpr ThrottlePolicy sheets_of_a_network{30, std::chrono::seconds(900)};

Guess guess_of(RecoveryRooms const& rooms, TypedSheet const& typed, Recovering const& by) {
    auto const about = by.network + " " + typed.number.text();
    auto const own = rooms.mac.of("throttle recovery sheet", about);
    auto const input = rooms.mac.of("throttle recovery sheet input", about + " " + typed.super_pin.reveal());
    Guess guess{{{GuessBucket::Kind::own, "recovery-sheet:" + own, sheets_of_a_number}}, input.substr(0, 16)};
    std::ranges::move(network_buckets(rooms.mac, "recovery-sheets", by.network, sheets_of_a_network),
                      std::back_inserter(guess.buckets));
    return guess;
}

struct Found {
    TakenGuess taken;
    std::optional<Account> account = {};
    std::optional<ActiveSuperPin> kept = {};
};

Found take(RecoveryStep const& step, Guess const& guess, TypedSheet const& typed) {
    Found found{take_guess(step.transaction, guess, step.now)};
    if (found.taken.wait.count() > 0) return found;
    found.account = find_account_by_customer_number(step.transaction, typed.number.text());
    // The same statements for nobody.
    auto const id = found.account ? found.account->id : Id<Account>("nobody");
    found.kept = find_active_super_pin(step.transaction, id, step.rooms.sealer);
    return found;
}

void record_wrong(RecoveryStep const& step, TypedSheet const& typed, Found const& found,
                  Recovering const& by) {
    auto const nobody = step.rooms.mac.of("recovery sheet", typed.number.text()).substr(0, 32);
    step.rooms.audit.record(
        step.transaction,
        {.type = AuditType::recovery_proof,
         .outcome = Outcome::refused,
         .actor = Actor::unknown(by.network),
         .object = found.account ? AuditObject(found.account->id) : AuditObject::sign_in_name(nobody)},
        by.now);
}

// Replaced while it was hashed: what was typed is the one before, and proves nothing.
bool is_still_kept(RecoveryStep const& step, Found const& found) {
    auto const current = find_active_super_pin(step.transaction, found.account->id, step.rooms.sealer);
    return current && current->id == found.kept->id;
}

BeginBySheet begin(RecoveryStep const& step, Found const& found, Recovering const& by) {
    return std::visit(overloaded{
                          [](DraftBegun begun) -> BeginBySheet { return begun; },
                          [](NoSuchLink) -> BeginBySheet { return SheetWrong{}; },  // closed meanwhile
                          [](BegunTooOften often) -> BeginBySheet { return often; },
                      },
                      begin_draft_with(step, found.account->id, Proof::super_pin, by));
}

}  // namespace

BeginBySheet begin_draft_by_sheet(RecoveryRooms const& rooms, TypedSheet const& typed, Recovering const& by) {
    auto const guess = guess_of(rooms, typed, by);
    auto const found = rooms.database.transaction([&](Transaction& transaction) {
        return take({transaction, rooms, by.now}, guess, typed);
    });
    if (found.taken.wait.count() > 0) return SheetWaits{found.taken.wait};
    auto const verified = found.kept ? rooms.hasher.verify(found.kept->hash, typed.super_pin.reveal())
                                     : rooms.hasher.verify_nobody(typed.super_pin.reveal());
    return rooms.database.transaction([&](Transaction& transaction) -> BeginBySheet {
        RecoveryStep const step{transaction, rooms, by.now};
        if (!verified) {
            give_guess_back(transaction, found.taken);
            return SheetBusy{};
        }
        if (*verified && found.kept && is_still_kept(step, found)) {
            note_right_guess(transaction, guess, found.taken);
            return begin(step, found, by);
        }
        note_wrong_guess(transaction, guess, found.taken);
        record_wrong(step, typed, found, by);
        return SheetWrong{};
    });
}

std::chrono::seconds standing_wait_of_sheet(RecoveryRooms const& rooms, TypedSheet const& typed,
                                            Recovering const& by) {
    return rooms.database.read([&](Transaction& transaction) {
        return standing_wait(transaction, guess_of(rooms, typed, by), by.now);
    });
}

}  // namespace voordeur
