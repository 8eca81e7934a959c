// SPDX-License-Identifier: EUPL-1.2
// One card among the e-services that offers a passkey, with "not now". Shown by its script, where the device
// has somewhere to keep one.
#pragma once

#include "page_function.hpp"
#include "web/template_names.hpp"

namespace voordeur {

class Page;

void fill_passkey_offer(Page& page, IncludeName where, App const& app, PatientVisitor const& visitor);
Response submit_no_passkey(App const& app, PatientVisitor const& visitor);

}  // namespace voordeur
