// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "web/template_names.hpp"

namespace voordeur {

class Page;

// How far the parts after step 3 of 3 are: the account is made, and what is left.
enum class Progress { account_made, super_pin_kept, phone_linked };

void fill_progress(Page& page, IncludeName where, Progress progress);

}  // namespace voordeur
