// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>

#include "audit/audit.hpp"
#include "base/random.hpp"
#include "crypto/password_hasher.hpp"
#include "crypto/sealer.hpp"
#include "factors/paper_codes/paper_codes.hpp"
#include "factors/passkeys/passkeys.hpp"
#include "factors/sms/sms_factor.hpp"
#include "factors/totp/totp_factor.hpp"
#include "outbox/outbox_store.hpp"
#include "passwords/password_check.hpp"
#include "practices/notices.hpp"
#include "recoveries/recovery_paths.hpp"
#include "recoveries/recovery_rules.hpp"
#include "store/database.hpp"
#include "words/catalogue.hpp"

namespace voordeur {

// What recovering needs. All outlive their users; thread safe as they are.
struct RecoveryRooms {
    Database& database;
    Sealer const& sealer;
    Mac const& mac;
    Random& random;
    AuditWriter& audit;
    PasswordHasher& hasher;
    PasswordCheck const& passwords;
    SmsFactor const& sms;
    TotpFactor const& totp;
    PaperCodes const& paper_codes;
    Passkeys const& passkeys;
    Outbox& outbox;
    Notices const& notices;
    Catalogue const& catalogue;
    RecoveryPolicy const& policy;
    std::string const& site;  // links begin with it: an origin
};

// Who recovers, as far as is known, and when.
struct Recovering {
    std::string browser_key;  // equal for one browser
    std::string network;      // IPv6 by /64
    Time now;
};

// In a transaction.
struct RecoveryStep {
    Transaction& transaction;
    RecoveryRooms const& rooms;
    Time now;
};

}  // namespace voordeur
