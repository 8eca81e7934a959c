// SPDX-License-Identifier: EUPL-1.2
// An app that makes codes as second factor: setting it up, and checking its codes.
#pragma once

#include <string>

#include "factors/answers.hpp"
#include "factors/asking.hpp"
#include "factors/factor_store.hpp"
#include "factors/totp/one_time_password.hpp"
#include "factors/totp/totp_store.hpp"
#include "values/tan.hpp"

namespace voordeur {

struct TotpRooms {
    Sealer const& sealer;
    Mac const& mac;
    Random& random;
};

// Thread safe. Everything runs in the caller's transaction.
class TotpFactor {
  public:
    static constexpr FactorKind kind{"totp"};

    // `tries` are given to a challenge.
    TotpFactor(TotpRooms rooms, int tries) : rooms_(rooms), tries_(tries) {}

    // Goes on with the set-up that is open in this browser, so that its secret stays: a code typed wrong,
    // Reload and Back change nothing. Else it begins one.
    Challenge set_up(Transaction& transaction, SetUpWanted const& wanted, Time now) const;
    TotpSecret secret_of_set_up(Challenge const& set_up) const;
    AnswerOutcome prove_set_up(Transaction& transaction, Challenge const& set_up, Tan const& typed,
                               Time now) const;
    // The app that was proved becomes a factor; one before it ends. False when another request did that.
    bool bind(Transaction& transaction, Challenge const& set_up, Time now) const;

    Id<Challenge> ask(Transaction& transaction, Factor const& factor, Asked const& asked) const;
    AnswerOutcome check_code(Transaction& transaction, Challenge const& challenge, Tan const& typed,
                             Time now) const;

  private:
    AskingRooms asking() const { return {rooms_.sealer, rooms_.random, tries_}; }
    std::optional<std::int64_t> step_of(TotpSecret const& secret, Tan const& typed,
                                        std::vector<std::int64_t> const& steps) const;

    TotpRooms rooms_;
    int tries_;
};

}  // namespace voordeur
