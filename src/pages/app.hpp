// SPDX-License-Identifier: EUPL-1.2
// The rooms, as one struct of references. main fills it; every page gets it.
#pragma once

#include <string_view>

#include "web/browser.hpp"

namespace voordeur {

class AuditWriter;
class BreachedPasswords;
class Catalogue;
class Database;
class DemoMailbox;
class Documents;
class Mac;
class Notices;
class Outbox;
class PaperCodes;
class Passkeys;
class PasswordCheck;
class PasswordHasher;
class PdfMaker;
class PracticeList;
class Random;
class Sealer;
class SigningKeys;
class SmsFactor;
class Templates;
class TotpFactor;
struct Brand;
struct PatientRooms;
struct RecoveryRooms;
struct SiteSettings;

struct App {
    SiteSettings const& site;
    Random& random;
    Database& database;
    AuditWriter& audit;
    Sealer const& sealer;
    Mac const& mac;
    PasswordHasher& hasher;
    Brand const& brand;
    Catalogue const& catalogue;
    Templates const& templates;
    Documents const& documents;
    PracticeList const& practices;
    Notices const& notices;
    Outbox const& outbox;
    PasswordCheck const& passwords;
    SmsFactor const& sms;
    TotpFactor const& totp;
    PaperCodes const& paper_codes;
    Passkeys const& passkeys;
    SigningKeys const& signing_keys;
    BreachedPasswords const& breached_passwords;
    PdfMaker const& pdf;
    PatientRooms const& patients;
    RecoveryRooms const& recovery;
    // Among the assets; empty: the brand has none.
    std::string_view brand_style_name;
    std::string_view logo_name;
    CookieNames cookies;
    DemoMailbox const* demo_mailbox = nullptr;  // only in the demo
    bool is_short_journey = false;
};

}  // namespace voordeur
