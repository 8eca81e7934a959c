// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>

#include "audit/audit.hpp"
#include "base/random.hpp"
#include "crypto/password_hasher.hpp"
#include "crypto/sealed_box.hpp"
#include "crypto/sealer.hpp"
#include "patients/registration_rules.hpp"
#include "pdf/make_pdf.hpp"
#include "practices/notices.hpp"
#include "store/database.hpp"
#include "words/catalogue.hpp"

namespace voordeur {

// What inviting, unlocking and the other things that are done to a patient need. All outlive their users;
// thread safe as they are.
struct PatientRooms {
    Database& database;
    Sealer const& sealer;
    Mac const& mac;
    Random& random;
    AuditWriter& audit;
    PasswordHasher& hasher;
    Notices const& notices;
    Catalogue const& catalogue;
    PdfMaker const& pdf;
    RegistrationLimits const& limits;
    std::string const& site;  // links begin with it: an origin
    // Who is gone is sealed with it; none: nobody is kept.
    std::optional<SealingKey> const& sealed_persons_key;
};

}  // namespace voordeur
