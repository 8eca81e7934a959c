// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "page_function.hpp"

namespace voordeur {

// Every e-mail and SMS of the demo, and who its sample patients are. 404 in any other installation.
Response show_mailbox(App const& app, Visitor const& visitor);
// The letter that the practice would hand over on paper, to download.
Response show_sample_letter(App const& app, Visitor const& visitor);
// Where the e-services of the demo lead.
Response show_sample_service(App const& app, Visitor const& visitor);

}  // namespace voordeur
