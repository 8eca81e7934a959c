// SPDX-License-Identifier: EUPL-1.2
// In each module: which version it is of. The program looks for it in the file, before anything of that is
// loaded.
#include "base/version.hpp"

extern "C" [[gnu::used]] char const voordeur_module_version[] = "module of " VOORDEUR_VERSION;
