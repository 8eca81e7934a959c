// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <memory>
#include <string_view>

#include "configuration/configuration.hpp"
#include "documents/documents.hpp"
#include "factors/paper_codes/paper_codes.hpp"
#include "factors/passkeys/passkeys.hpp"
#include "factors/sms/sms_factor.hpp"
#include "factors/totp/totp_factor.hpp"
#include "outbox/outbox_store.hpp"
#include "patients/patient_rooms.hpp"
#include "pdf/make_pdf.hpp"
#include "practices/notices.hpp"
#include "recoveries/recovery_rooms.hpp"
#include "site_settings.hpp"
#include "web/assets.hpp"
#include "web/templates.hpp"
#include "words/brand.hpp"
#include "words/catalogue.hpp"

namespace voordeur {

// What it is made on; all outlive it.
struct Foundations {
    Database& database;
    Sealer const& sealer;
    Mac const& mac;
    Random& random;
    AuditWriter& audit;
    PasswordHasher& hasher;
    PasswordCheck const& passwords;
    Outbox& outbox;
    Config const& config;  // with which the program began
};

// What patients see of an installation: operator, e-services, brand, words and documents. On SIGHUP another
// one is made, and this one goes when its last page is answered. Thread safe.
class Shown {
  public:
    // Of `config` what may change while the program runs. What browsers still have pages of is `before`: its
    // style and logo go on being answered. Throws ConfigError or std::runtime_error with one sentence.
    Shown(Config const& config, Foundations const& on, Shown const* before = nullptr);
    Shown(Shown const&) = delete;
    Shown& operator=(Shown const&) = delete;

    // The brand's, for mails and paper. Empty: it has none, or an SVG, which neither can show.
    std::string png_logo() const;

    SiteSettings const site;
    Brand const brand;
    bool const is_short_journey;
    Assets assets;
    std::string_view const brand_style_name;  // among the assets
    std::string_view const logo_name;         // the same; empty: the brand has none
    bool const has_mail_logo;                 // what carries mails has it from the start, or never
    Catalogue const catalogue;
    Templates const templates;
    Documents const documents;
    Notices const notices;
    SmsFactor const sms;
    TotpFactor const totp;
    PaperCodes const paper_codes;
    Passkeys const passkeys;
    PdfMaker const pdf;
    PatientRooms const patients;
    RecoveryRooms const recovery;
};

}  // namespace voordeur
