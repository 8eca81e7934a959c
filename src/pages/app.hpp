// SPDX-License-Identifier: EUPL-1.2
// The rooms, as one struct of references. main fills it; every page gets it.
#pragma once

#include "base/random.hpp"
#include "base/time.hpp"
#include "crypto/password_hasher.hpp"
#include "crypto/sealer.hpp"
#include "documents/documents.hpp"
#include "factors/sms/sms_factor.hpp"
#include "page.hpp"
#include "passwords/breached_passwords.hpp"
#include "passwords/password_check.hpp"
#include "patients/patient_rooms.hpp"
#include "pdf/make_pdf.hpp"
#include "practices/notices.hpp"
#include "practices/practice_list.hpp"
#include "site_settings.hpp"
#include "store/database.hpp"
#include "web/browser.hpp"
#include "web/templates.hpp"
#include "words/brand.hpp"
#include "words/catalogue.hpp"

namespace voordeur {

class DemoMailbox;

struct App {
    SiteSettings const& site;
    Random& random;
    Database& database;
    Sealer const& sealer;
    Mac const& mac;
    PasswordHasher& hasher;
    Brand const& brand;
    Catalogue const& catalogue;
    Templates const& templates;
    Documents const& documents;
    PracticeList const& practices;
    Notices const& notices;
    PasswordCheck const& passwords;
    SmsFactor const& sms;
    BreachedPasswords const& breached_passwords;
    PdfMaker const& pdf;
    PatientRooms const& patients;
    // Among the assets; empty: the brand has none.
    std::string_view brand_style_name;
    std::string_view logo_name;
    CookieNames cookies;
    DemoMailbox const* demo_mailbox = nullptr;  // only in the demo
};

}  // namespace voordeur
