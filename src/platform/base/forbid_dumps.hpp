// SPDX-License-Identifier: EUPL-1.2
#pragma once

namespace voordeur {

// No core file of this process, and no other process of its user looks in.
void forbid_dumps();

}  // namespace voordeur
