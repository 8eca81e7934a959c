// SPDX-License-Identifier: EUPL-1.2
#pragma once

namespace voordeur {

// For std::visit: a variant's cases as lambdas. A case left out does not compile.
template <class... Cases>
struct overloaded : Cases... {
    using Cases::operator()...;
};
template <class... Cases>
overloaded(Cases...) -> overloaded<Cases...>;

}  // namespace voordeur
