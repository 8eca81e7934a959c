// SPDX-License-Identifier: EUPL-1.2
#include "factors/passkeys/passkeys.hpp"

#include <algorithm>

#include "base/id.hpp"
#include "base/log.hpp"

namespace voordeur {
namespace {

// Its count stands still in a copy that was taken before: known, and no reason to lock out who has several
// devices.
void log_counter_back() {
    log_warning("passkey_counter_back");
}

std::optional<PasskeyRefusal> note_use(Transaction& transaction, Passkey const& passkey,
                                       PasskeyRight const& right, Time now) {
    if (!note_passkey_use(transaction, passkey, right, now)) return PasskeyRefusal::counter_back;
    if (right.is_counter_back) log_counter_back();
    return std::nullopt;
}

}  // namespace

void log_refused(PasskeyUse use, PasskeyRefusal refusal) {
    log_info("passkey_refused",
             {{"use", std::string(stored_name(use))}, {"reason", std::string(name_of(refusal))}});
}

PasskeyQuestion Passkeys::question(PasskeyAsker const& asker, Time now) const {
    return new_passkey_question({rooms_.sealer, rooms_.random}, asker, now);
}

std::variant<std::string, PasskeyRefusal> Passkeys::challenge_of(PasskeyAsker const& asker,
                                                                 std::string const& question,
                                                                 Time now) const {
    return open_passkey_question(rooms_.sealer, asker, question, now);
}

Id<Challenge> Passkeys::ask(Transaction& transaction, Factor const& factor, Asked const& asked) const {
    return ask_silently(transaction, {rooms_.sealer, rooms_.random, tries_}, factor, asked);
}

std::optional<PasskeyRefusal> Passkeys::judge(Transaction& transaction, Expected const& expected,
                                              SentPasskey const& sent, Time now) const {
    auto const challenge = challenge_of(expected.asker, sent.question, now);
    if (auto const* refusal = std::get_if<PasskeyRefusal>(&challenge)) return *refusal;
    if (!spend_passkey_question(transaction, std::get<std::string>(challenge), now))
        return PasskeyRefusal::question_answered;
    auto const passkeys = passkeys_of(transaction, expected.account_id);
    auto const found = std::ranges::find_if(
        passkeys, [&](Passkey const& each) { return each.facts.id == sent.answer.raw_id; });
    if (found == passkeys.end()) return PasskeyRefusal::passkey_of_another;
    // Whoever finds a key without a code gives it one, and it says that it asked for it.
    if (expected.must_verify_user && !found->facts.flags.user_verified)
        return PasskeyRefusal::never_verified_user;
    auto const handle = handle_of(transaction, expected.account_id);
    auto const outcome = verify_assertion(sent.answer, {found->facts, handle},
                                          terms(std::get<std::string>(challenge), expected.must_verify_user));
    if (auto const* refusal = std::get_if<PasskeyRefusal>(&outcome)) return *refusal;
    return note_use(transaction, *found, std::get<PasskeyRight>(outcome), now);
}

std::optional<PasskeyRefusal> Passkeys::prove(Transaction& transaction, Expected const& expected,
                                              SentPasskey const& sent, Time now) const {
    auto const refused = judge(transaction, expected, sent, now);
    if (refused) log_refused(expected.asker.use, *refused);
    return refused;
}

// What was sent again in the same challenge is no new try, and was refused as its question was spent.
AnswerOutcome Passkeys::check_answer(Transaction& transaction, Answer const& answer,
                                     PasskeyAsker const& asker, Time now) const {
    auto const& [challenge, sent] = answer;
    auto const must_verify_user = asker.use == PasskeyUse::recover;
    Compared compared{
        .match = Match::wrong, .typed = sent.question + " " + sent.answer.signature, .with = {}};
    if (is_open(transaction, challenge, tries_) &&
        !prove(transaction, {asker, challenge.account_id, must_verify_user}, sent, now))
        compared.match = Match::right;
    return judge_answer(transaction, challenge, compared, {rooms_.mac, tries_, now});
}

std::variant<PasskeyProof, PasskeyRefusal> Passkeys::recognize(Database& database, PasskeyAsker const& asker,
                                                               SentPasskey const& sent, Time now) const {
    auto challenge = challenge_of(asker, sent.question, now);
    if (auto const* refusal = std::get_if<PasskeyRefusal>(&challenge)) return *refusal;
    if (sent.answer.raw_id.size() > longest_passkey_id) return PasskeyRefusal::id_length;
    auto owned = database.read(
        [&](Transaction& transaction) { return find_passkey(transaction, sent.answer.raw_id); });
    if (!owned) return PasskeyRefusal::passkey_unknown;
    auto const& facts = owned->passkey.facts;
    if (!facts.flags.user_verified) return PasskeyRefusal::never_verified_user;
    auto const outcome = verify_assertion(sent.answer, {facts, owned->user_handle, true},
                                          terms(std::get<std::string>(challenge), true));
    if (auto const* refusal = std::get_if<PasskeyRefusal>(&outcome)) return *refusal;
    return PasskeyProof{std::move(*owned), std::get<PasskeyRight>(outcome),
                        std::get<std::string>(std::move(challenge))};
}

std::optional<PasskeyRefusal> Passkeys::spend(Transaction& transaction, PasskeyProof const& proof, Time now) {
    if (!spend_passkey_question(transaction, proof.challenge, now)) return PasskeyRefusal::question_answered;
    // It may have been removed, or its factor ended, since it was read.
    auto const owned = find_passkey(transaction, proof.owned.passkey.facts.id);
    if (!owned || owned->account.id != proof.owned.account.id) return PasskeyRefusal::passkey_unknown;
    if (auto const refused = note_use(transaction, proof.owned.passkey, proof.right, now)) return refused;
    note_passed_challenge(transaction, proof.owned.passkey.factor_id, Purpose::sign_in, now);
    return std::nullopt;
}

std::variant<Passkeys::Made, PasskeyRefusal> Passkeys::check_made(PasskeyAsker const& asker,
                                                                  SentNewPasskey const& sent,
                                                                  Time now) const {
    auto challenge = challenge_of(asker, sent.question, now);
    if (auto const* refusal = std::get_if<PasskeyRefusal>(&challenge)) return *refusal;
    auto outcome = verify_made_passkey(sent.made, terms(std::get<std::string>(challenge), false));
    if (auto const* refusal = std::get_if<PasskeyRefusal>(&outcome)) return *refusal;
    return Made{std::get<PasskeyFacts>(std::move(outcome)), std::get<std::string>(std::move(challenge)),
                sent.transports};
}

std::optional<PasskeyRefusal> Passkeys::add(Transaction& transaction, Id<Account> const& account_id,
                                            Named const& fresh, Time now) const {
    auto const& [made, name] = fresh;
    // Nothing is kept of an answer that adds nothing; who adds it at this moment elsewhere is seen below.
    if (is_passkey_known(transaction, made.facts.id)) return PasskeyRefusal::passkey_known;
    if (!spend_passkey_question(transaction, made.challenge, now)) return PasskeyRefusal::question_answered;
    auto const before = find_factor(transaction, account_id, kind);
    auto const factor_id = before ? before->id : new_id<Factor>(now, rooms_.random);
    if (!before) add_factor(transaction, {factor_id, account_id, kind, "", ""}, rooms_.sealer, now);
    Passkey const added{
        new_id<Passkey>(now, rooms_.random), factor_id, made.facts, made.transports, name, now};
    if (add_passkey(transaction, added, site_.rp_id)) return std::nullopt;
    if (!before) end_factor(transaction, factor_id, now);
    return PasskeyRefusal::passkey_known;
}

void Passkeys::remove(Transaction& transaction, Id<Account> const& account_id, Passkey const& passkey,
                      Time now) {
    // An answer that is under way proves nothing any more.
    end_challenges_of_factor(transaction, passkey.factor_id, now);
    remove_passkey(transaction, passkey.id);
    if (passkeys_of(transaction, account_id).empty()) end_factor(transaction, passkey.factor_id, now);
}

}  // namespace voordeur
