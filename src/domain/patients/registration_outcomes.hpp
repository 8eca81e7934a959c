// SPDX-License-Identifier: EUPL-1.2
// What keeps several things from being done to a registration.
#pragma once

namespace voordeur {

struct RegistrationEnded {};  // only a new invitation helps
struct NoSuchRegistration {};

}  // namespace voordeur
