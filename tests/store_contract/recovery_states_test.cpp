// SPDX-License-Identifier: EUPL-1.2
// Every set of proofs at an account in each of its states, from the draft's row to what its page is told; the
// table here is written apart from the product's rule, and shares nothing with it.
#include <gtest/gtest.h>

#include "accounts/super_pin_store.hpp"
#include "patients/end_account.hpp"
#include "recoveries/draft.hpp"
#include "recoveries/hold.hpp"
#include "support/contract_recovery.hpp"

namespace voordeur {
namespace {

using namespace std::chrono_literals;

Time const now = from_stored(1'800'000'000'000);

// K password, M mailbox, P telephone, T app, W passkey, C paper code, S super-PIN, D desk.
struct Lettered {
    char letter;
    Proof proof;
};
constexpr Lettered all_proofs[] = {{'K', Proof::password},  {'M', Proof::mailbox}, {'P', Proof::phone},
                                   {'T', Proof::app},       {'W', Proof::passkey}, {'C', Proof::paper_code},
                                   {'S', Proof::super_pin}, {'D', Proof::desk}};

bool has(std::string const& set, char letter) {
    return set.find(letter) != std::string::npos;
}

// By carriers: head, telephone, device, paper, person; the mailbox is reach.
std::string expected(std::string const& set) {
    auto const head = has(set, 'K'), device = has(set, 'W'), person = has(set, 'D'), reach = has(set, 'M');
    auto const telephone = has(set, 'P') || has(set, 'T'), paper = has(set, 'C') || has(set, 'S');
    auto const carriers = head + telephone + device + paper + person;
    if (person) return set.size() > 1 ? "commit" : "wait";
    if (device) return set.size() > 1 ? "commit" : "nothing";
    if (head) return carriers > 1 ? "commit" : "nothing";
    if (reach && telephone) return "commit";  // a new password at once, as the journey has it
    if (carriers == 2) return "wait";
    return reach && paper ? "wait" : "nothing";
}

// In the two days after M and S chose a password and a sheet, and all factors that there are now.
std::string without_what_was_chosen(std::string set) {
    std::erase_if(set, [](char letter) { return has("KPTWCS", letter); });
    return set;
}

class RecoveryStates : public testing::TestWithParam<std::string> {
  protected:
    enum class State { fresh, closed, in_hold, details_only };

    Id<Account> account_in(State state) {
        auto const id = contract_.add_account(std::to_string(static_cast<int>(state)) + "@post.example", now);
        contract_.database().transaction([&](Transaction& transaction) {
            if (state == State::fresh)
                add_active_super_pin(transaction,
                                     {new_id<SuperPin>(now, contract_.random()), id, "hash", now},
                                     contract_.sealer());
            if (state == State::in_hold)
                begin_hold(transaction, id,
                           {now - 47h, {.password = true, .second_factor = true, .super_pin = true}});
        });
        return id;
    }

    std::string standing(Id<Account> const& account_id, std::string const& set, State state) {
        Recovering const by{"browser " + std::to_string(++drafts_), "192.0.2.9", now};
        contract_.database().transaction([&](Transaction& transaction) {
            Recovery const draft{new_id<Recovery>(now, contract_.random()), account_id, by.browser_key, now};
            add_recovery(transaction, draft);
            for (auto const& each : all_proofs)
                if (has(set, each.letter)) note_proof(transaction, draft.id, each.proof, now);
            if (state == State::closed && set == "KMPTWCSD")
                end_account(transaction, patients_, find_password(transaction, account_id).value().account,
                            now);
        });
        auto const facts = draft_facts(recovery_.rooms, by);
        if (!facts) return "no draft";
        if (std::holds_alternative<MayCommit>(facts->standing)) return "commit";
        return std::holds_alternative<MayWait>(facts->standing) ? "wait" : "nothing";
    }

    ContractDatabase contract_{GetParam()};
    ContractRecovery recovery_{contract_};
    PdfMaker const pdf_{pdf_program_beside_this_one()};
    RegistrationLimits const limits_ = {};
    std::optional<SealingKey> const no_key_ = std::nullopt;
    PatientRooms const patients_{contract_.database(),
                                 contract_.sealer(),
                                 contract_.mac(),
                                 contract_.random(),
                                 contract_.audit(),
                                 recovery_.hasher,
                                 recovery_.notices,
                                 recovery_.catalogue,
                                 pdf_,
                                 limits_,
                                 recovery_.site,
                                 no_key_};
    int drafts_ = 0;
};

TEST_P(RecoveryStates, IsTheTableInEveryStateOfAnAccount) {
    for (auto const state : {State::fresh, State::in_hold, State::details_only, State::closed}) {
        auto const account_id = account_in(state);
        for (auto bits = 255U;; --bits) {  // all first: a closed account was open when they were proved
            std::string set;
            for (std::size_t at = 0; at < std::size(all_proofs); ++at)
                if ((bits >> at & 1U) != 0) set += all_proofs[at].letter;
            auto const wanted = state == State::closed    ? "no draft"
                                : state == State::in_hold ? expected(without_what_was_chosen(set))
                                                          : expected(set);
            EXPECT_EQ(standing(account_id, set, state), wanted)
                << set << " in state " << static_cast<int>(state);
            if (bits == 0) break;
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Databases, RecoveryStates, testing::ValuesIn(contract_databases()),
                         [](auto const& kind) { return kind.param; });

}  // namespace
}  // namespace voordeur
