// SPDX-License-Identifier: EUPL-1.2
#include "base/forbid_dumps.hpp"

#include <sys/prctl.h>
#include <sys/resource.h>

namespace voordeur {

void forbid_dumps() {
    prctl(PR_SET_DUMPABLE, 0);
    rlimit const none{};
    setrlimit(RLIMIT_CORE, &none);
}

}  // namespace voordeur
