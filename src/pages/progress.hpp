// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "page_function.hpp"
#include "web/template_names.hpp"

namespace voordeur {

class Page;

// How far the parts after the account are, which is made.
struct Progress {
    bool super_pin_kept = false;
    bool phone_linked = false;
};
Progress progress_of(App const& app, PatientVisitor const& visitor);

// In the order of the journey.
void fill_progress(Page& page, IncludeName where, App const& app, Progress const& progress);

}  // namespace voordeur
