// SPDX-License-Identifier: EUPL-1.2
#include "factors/paper_codes/paper_codes.hpp"

#include <sstream>

#include "accounts/account_store.hpp"
#include "base/id.hpp"

namespace voordeur {

Challenge PaperCodes::make_set(Transaction& transaction, SetUpWanted const& wanted, Time now) const {
    // Two presses at once: the second finds the first one's.
    lock_account(transaction, wanted.account_id);
    if (auto open = lock_open_set_up(transaction, kind, wanted, now)) return std::move(*open);
    std::string codes;
    for (std::size_t i = 0; i < how_many; ++i) codes += PaperCode::make(rooms_.random).reveal() + " ";
    return begin_set_up(transaction, asking(), {kind, wanted, codes, now});
}

std::vector<PaperCode> PaperCodes::codes_of(Challenge const& made) const {
    std::vector<PaperCode> codes;
    std::istringstream text(secret_of(made, rooms_.sealer));
    for (std::string word; text >> word;) codes.push_back(PaperCode::parse(word).value());
    return codes;
}

std::string PaperCodes::hash_of(Id<Factor> const& set_id, PaperCode const& code) const {
    return rooms_.mac.of("paper code", set_id.text() + " " + code.reveal());
}

bool PaperCodes::activate(Transaction& transaction, Challenge const& made, Time now) const {
    if (!spend_challenge(transaction, made.id, now) || !use_challenge(transaction, made.id, now))
        return false;
    if (auto const before = find_factor(transaction, made.account_id, kind)) {
        end_challenges_of_factor(transaction, before->id, now);
        end_factor(transaction, before->id, now);
    }
    auto const set_id = new_id<Factor>(now, rooms_.random);
    add_factor(transaction, {set_id, made.account_id, kind, "", ""}, rooms_.sealer, now);
    for (auto const& code : codes_of(made)) add_paper_code(transaction, set_id, hash_of(set_id, code));
    return true;
}

Id<Challenge> PaperCodes::ask(Transaction& transaction, Factor const& factor, Asked const& asked) const {
    return ask_silently(transaction, asking(), factor, asked);
}

// Spent before the answer is judged, so that of two browsers with the same code one is right.
Match PaperCodes::match(Transaction& transaction, Challenge const& challenge, PaperCode const& typed,
                        Time now) const {
    auto const set = find_factor(transaction, challenge.account_id, kind);
    if (!set || set->id != challenge.factor_id || !is_open(transaction, challenge, tries_))
        return Match::wrong;
    auto const hash = hash_of(set->id, typed);
    if (spend_paper_code(transaction, set->id, hash, now)) return Match::right;
    return is_of_set(transaction, set->id, hash) ? Match::expired : Match::wrong;
}

AnswerOutcome PaperCodes::check_code(Transaction& transaction, Challenge const& challenge,
                                     PaperCode const& typed, Time now) const {
    Compared const compared{match(transaction, challenge, typed, now), typed.reveal(), {}};
    auto const outcome = judge_answer(transaction, challenge, compared, {rooms_.mac, tries_, now});
    if (std::holds_alternative<AnswerRight>(outcome) &&
        paper_codes_left(transaction, challenge.factor_id.value()) == 0)
        end_factor(transaction, *challenge.factor_id, now);
    return outcome;
}

std::int64_t PaperCodes::left(Transaction& transaction, Id<Account> const& account_id) {
    auto const set = find_factor(transaction, account_id, kind);
    return set ? paper_codes_left(transaction, set->id) : 0;
}

}  // namespace voordeur
