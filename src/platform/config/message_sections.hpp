// SPDX-License-Identifier: EUPL-1.2
// How mail and SMS leave: [mail] and [sms].
#pragma once

#include "config/config.hpp"
#include "config/section.hpp"

namespace voordeur {

// Both throw ConfigError. REQUIRES: the section is present.
MailConfig read_mail(Section const& section);
SmsConfig read_sms(Section const& section);

}  // namespace voordeur
