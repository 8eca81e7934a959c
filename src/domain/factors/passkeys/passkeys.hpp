// SPDX-License-Identifier: EUPL-1.2
// Passkeys as second factor, and alone: what they are asked, adding one, and checking their answers.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "factors/answers.hpp"
#include "factors/asking.hpp"
#include "factors/factor_store.hpp"
#include "factors/passkeys/passkey_question.hpp"
#include "factors/passkeys/passkey_store.hpp"
#include "factors/passkeys/verify_passkey.hpp"

namespace voordeur {

struct PasskeyRooms {
    Sealer const& sealer;
    Mac const& mac;
    Random& random;
};
// The site that passkeys are made for.
struct PasskeySite {
    std::string origin;
    std::string rp_id;  // its host; empty: browsers have no passkeys for such an address
};

// An answer as it came: `question` sealed.
struct SentPasskey {
    std::string question;
    PasskeyAnswer answer;
};
struct SentNewPasskey {
    std::string question;
    MadePasskey made;
    std::string transports;
};

// Of an answer that was right, before anything is written.
struct PasskeyProof {
    OwnedPasskey owned;
    PasskeyRight right;
    std::string challenge;
};

// Thread safe.
class Passkeys {
  public:
    static constexpr FactorKind kind{"passkey"};
    static constexpr std::size_t most = 20;  // of an account

    // `tries` are given to a challenge.
    Passkeys(PasskeyRooms rooms, PasskeySite site, int tries)
        : rooms_(rooms), site_(std::move(site)), tries_(tries) {}

    bool are_possible() const { return !site_.rp_id.empty(); }
    std::string const& rp_id() const { return site_.rp_id; }
    PasskeyQuestion question(PasskeyAsker const& asker, Time now) const;

    // In the caller's transaction: a challenge that waits for an answer, and the answer.
    Id<Challenge> ask(Transaction& transaction, Factor const& factor, Asked const& asked) const;
    static PasskeyAsker asker_of(Id<Challenge> const& challenge_id) {
        return {PasskeyUse::second_factor, challenge_id.text()};
    }
    AnswerOutcome check_answer(Transaction& transaction, Challenge const& challenge, SentPasskey const& sent,
                               Time now) const {
        return check_answer(transaction, {challenge, sent}, asker_of(challenge.id), now);
    }
    // The same of whoever else asked; a recovery wants to know that its user was verified.
    struct Answer {
        Challenge const& challenge;
        SentPasskey const& sent;
    };
    AnswerOutcome check_answer(Transaction& transaction, Answer const& answer, PasskeyAsker const& asker,
                               Time now) const;

    // Of an account that is known, whatever it is for: the question is spent, right or not, and a right
    // answer is noted. Writes a refusal into the log.
    struct Expected {
        PasskeyAsker asker;
        Id<Account> account_id;
        bool must_verify_user = false;
    };
    std::optional<PasskeyRefusal> prove(Transaction& transaction, Expected const& expected,
                                        SentPasskey const& sent, Time now) const;

    // Of whoever it is, alone: first without a write, so that nobody who is unknown holds up a writer; then
    // in the transaction that signs in, where it is spent.
    std::variant<PasskeyProof, PasskeyRefusal> recognize(Database& database, PasskeyAsker const& asker,
                                                         SentPasskey const& sent, Time now) const;
    static std::optional<PasskeyRefusal> spend(Transaction& transaction, PasskeyProof const& proof, Time now);

    // A new one, checked but not kept yet; its challenge is in `question`.
    struct Made {
        PasskeyFacts facts;
        std::string challenge, transports;
    };
    std::variant<Made, PasskeyRefusal> check_made(PasskeyAsker const& asker, SentNewPasskey const& sent,
                                                  Time now) const;
    // In the caller's transaction, which has locked the account. nullopt: it was added.
    struct Named {
        Made const& made;
        std::string name;
    };
    std::optional<PasskeyRefusal> add(Transaction& transaction, Id<Account> const& account_id,
                                      Named const& fresh, Time now) const;
    // The last one ends the factor.
    static void remove(Transaction& transaction, Id<Account> const& account_id, Passkey const& passkey,
                       Time now);

    std::string handle_of(Transaction& transaction, Id<Account> const& account_id) const {
        return passkey_handle(transaction, account_id, rooms_.random);
    }

  private:
    std::variant<std::string, PasskeyRefusal> challenge_of(PasskeyAsker const& asker,
                                                           std::string const& question, Time now) const;
    PasskeyTerms terms(std::string challenge, bool must_verify_user) const {
        return {std::move(challenge), site_.origin, site_.rp_id, must_verify_user};
    }
    std::optional<PasskeyRefusal> judge(Transaction& transaction, Expected const& expected,
                                        SentPasskey const& sent, Time now) const;

    PasskeyRooms rooms_;
    PasskeySite site_;
    int tries_;
};

// A line in the log: the reason, and nothing of whoever it was.
void log_refused(PasskeyUse use, PasskeyRefusal refusal);

}  // namespace voordeur
