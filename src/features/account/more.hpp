// SPDX-License-Identifier: EUPL-1.2
// The cards of Mijn account below the ways to sign in: each leads to a page of its own.
#pragma once

#include "page_function.hpp"
#include "web/template_names.hpp"

namespace voordeur {

class Page;

void fill_more(Page& page, IncludeName where, PatientVisitor const& visitor);

}  // namespace voordeur
