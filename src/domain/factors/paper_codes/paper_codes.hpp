// SPDX-License-Identifier: EUPL-1.2
// Ten codes on paper as second factor: made, kept, and used once each. They run out, so that they are asked
// for last and are never the only one.
//
// A code has 65 bits (values/paper_code.hpp) and is kept as an HMAC under a key of the ring: who has the
// database has nothing to compare with, and who has the ring as well tries 2^65 codes. NIST SP 800-63B-4
// sections 3.1.2 and 4.2 ask for a hash and a throttle at 64 bits and more. A slow hash, as a super-PIN has,
// would be made for each of the ten codes at each try (docs/decisions/0017).
#pragma once

#include <optional>
#include <vector>

#include "factors/answers.hpp"
#include "factors/asking.hpp"
#include "factors/factor_store.hpp"
#include "factors/paper_codes/paper_codes_store.hpp"
#include "values/paper_code.hpp"

namespace voordeur {

struct PaperRooms {
    Sealer const& sealer;
    Mac const& mac;
    Random& random;
};

// Thread safe. Everything runs in the caller's transaction.
class PaperCodes {
  public:
    static constexpr FactorKind kind{"paper", true};
    static constexpr std::size_t how_many = 10;
    // So many are left: it is time for new ones.
    static constexpr std::int64_t few = 3;

    // `tries` are given to a challenge.
    PaperCodes(PaperRooms rooms, int tries) : rooms_(rooms), tries_(tries) {}

    // Goes on with the set that was made in this browser and is not active yet, or makes one.
    Challenge make_set(Transaction& transaction, SetUpWanted const& wanted, Time now) const;
    std::vector<PaperCode> codes_of(Challenge const& made) const;
    // From now on these are the account's, and those before are worth nothing. False when another request did
    // that.
    bool activate(Transaction& transaction, Challenge const& made, Time now) const;

    Id<Challenge> ask(Transaction& transaction, Factor const& factor, Asked const& asked) const;
    // A code that was used stands as expired. With its last code a set ends.
    AnswerOutcome check_code(Transaction& transaction, Challenge const& challenge, PaperCode const& typed,
                             Time now) const;
    // How many the account has left; 0 where it has no set.
    static std::int64_t left(Transaction& transaction, Id<Account> const& account_id);

  private:
    AskingRooms asking() const { return {rooms_.sealer, rooms_.random, tries_}; }
    std::string hash_of(Id<Factor> const& set_id, PaperCode const& code) const;
    Match match(Transaction& transaction, Challenge const& challenge, PaperCode const& typed, Time now) const;

    PaperRooms rooms_;
    int tries_;
};

}  // namespace voordeur
