// SPDX-License-Identifier: EUPL-1.2
// A guess at what belongs to a name that need not be anyone's: a password at an address, a super-PIN at a
// customer number. Take it before anything is hashed, so that parallel guesses are counted one by one; hash
// outside the transaction; then note that it was wrong, or give it back.
#pragma once

#include <chrono>
#include <string>
#include <utility>
#include <vector>

#include "crypto/sealer.hpp"
#include "store/database.hpp"
#include "tries/throttle_rules.hpp"

namespace voordeur {

// Where a guess is counted: on whoever makes it, on their network and site, on the name from everywhere. What
// several people share, a right guess relieves of its own try only.
struct GuessBucket {
    enum class Kind { own, network, name };
    Kind kind;
    std::string bucket;  // a MAC of what it is about
    ThrottlePolicy policy;
};

// Of a network, and of the site that it is one of: the last buckets of a guess. `kind` says what is counted.
std::vector<GuessBucket> network_buckets(Mac const& mac, std::string const& kind, std::string const& network,
                                         ThrottlePolicy const& policy);

struct Guess {
    std::vector<GuessBucket> buckets;  // one of its own; always in the same order, which is that of locking
    std::string input;                 // a MAC of what was typed
};

// What a guess was counted on; what it was not counted on it may not take back.
struct TakenGuess {
    std::chrono::seconds wait{0};  // more than none: nothing was counted, and nothing may be compared
    std::vector<std::pair<std::string, CountedTry>> counted = {};  // by bucket, in the order of locking
    // Exactly one failure stood there, of another input: it is on the shared counts, and this guess alone may
    // take it off. (With more, two guesses at once could take off the same one.)
    bool mends_a_mistake = false;
};

// How long this guess would have to wait now; nothing is counted.
std::chrono::seconds standing_wait(Transaction& transaction, Guess const& guess, Time now);
// A refused flood writes nothing.
TakenGuess take_guess(Transaction& transaction, Guess const& guess, Time now);
// Nothing was compared.
void give_guess_back(Transaction& transaction, TakenGuess const& taken);
void note_wrong_guess(Transaction& transaction, Guess const& guess, TakenGuess const& taken);
// Whoever knows it starts anew where nobody else is counted; and one mistake before it goes off what others
// share.
void note_right_guess(Transaction& transaction, Guess const& guess, TakenGuess const& taken);

}  // namespace voordeur
