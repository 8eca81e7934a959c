// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "page_function.hpp"
#include "web/template_names.hpp"

namespace voordeur {

class Page;

// How far the parts after the account are, which is made, in the order of the journey.
struct Progress {
    bool super_pin_kept = false;
    bool phone_linked = false;
};
void fill_progress(Page& page, IncludeName where, App const& app, Progress const& progress);
// Nothing for who makes a super-PIN anew.
void fill_progress(Page& page, IncludeName where, App const& app, PatientVisitor const& visitor);

}  // namespace voordeur
