// SPDX-License-Identifier: EUPL-1.2
// What may be guessed at a few times only: the details of a registration, a letter's super-PIN, the code of a
// challenge. The same wrong input again, as Reload sends it, is no new guess.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>

namespace voordeur {

// Under one key.
struct TriesMade {
    std::int64_t made = 0;
    std::optional<std::string> last_wrong;  // a MAC of the last wrong input and of what it was compared with
};

struct MayTry {};
// The last wrong input once more: it is refused as before, and nothing is counted.
struct SameWrongAgain {
    std::int64_t left;
};
struct NoTryLeft {};
using TryVerdict = std::variant<MayTry, SameWrongAgain, NoTryLeft>;

// `input` is the MAC of what was typed, made as `last_wrong` was.
TryVerdict may_try(TriesMade const& tries, std::string const& input, std::int64_t most);

}  // namespace voordeur
