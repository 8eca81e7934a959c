// SPDX-License-Identifier: EUPL-1.2
#include "tries/counted_tries_rules.hpp"

namespace voordeur {

TryVerdict may_try(TriesMade const& tries, std::string const& input, std::int64_t most) {
    if (tries.made >= most) return NoTryLeft{};
    if (tries.last_wrong == input) return SameWrongAgain{most - tries.made};
    return MayTry{};
}

}  // namespace voordeur
