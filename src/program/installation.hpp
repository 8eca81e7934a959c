// SPDX-License-Identifier: EUPL-1.2
// One installation: its database, its key ring and all that is made of its configuration. Commands and server
// open it alike; nothing else makes a clock, a random source or a database.
#pragma once

#include <memory>
#include <string_view>

#include "app.hpp"
#include "audit/audit.hpp"
#include "audit/audit_head.hpp"
#include "base/random.hpp"
#include "base/time.hpp"
#include "configuration/configuration.hpp"
#include "crypto/key_ring.hpp"
#include "crypto/password_hasher.hpp"
#include "crypto/sealer.hpp"
#include "documents/documents.hpp"
#include "factors/sms/sms_factor.hpp"
#include "outbox/bell.hpp"
#include "outbox/outbox_store.hpp"
#include "passwords/breached_passwords.hpp"
#include "passwords/password_check.hpp"
#include "patients/patient_rooms.hpp"
#include "pdf/make_pdf.hpp"
#include "practices/notices.hpp"
#include "practices/practice_list.hpp"
#include "store/database.hpp"
#include "web/assets.hpp"
#include "web/templates.hpp"
#include "words/brand.hpp"
#include "words/catalogue.hpp"

namespace voordeur {

// Brings the database up to date; where it is empty, makes data_dir (0700) and the key ring (0600) first.
// Answers how many migrations it applied. May be run twice at once, and again after it was broken off. Throws
// ConfigError or std::runtime_error with one sentence.
int migrate_installation(Config const& config);

// Owns the rooms that App refers to. Made once; thread safe as the rooms are.
class Installation {
  public:
    Installation(Config config, std::unique_ptr<Database> database, KeyRing ring);
    Installation(Installation const&) = delete;
    Installation& operator=(Installation const&) = delete;

    // The mailbox is there in the demo only.
    App app(DemoMailbox const* demo_mailbox = nullptr);

    Config const& config() const { return config_; }
    Clock const& clock() const { return clock_; }
    Database& database() { return *database_; }
    Sealer const& sealer() const { return sealer_; }
    Bell& bell() { return bell_; }
    AuditHeadFile const& audit_head_file() const { return audit_head_file_; }
    Assets const& assets() const { return assets_; }
    // The brand's, for mails and paper. Empty: it has none, or an SVG, which neither can show.
    std::string png_logo() const;

  private:
    Config const config_;
    SystemClock const clock_;
    SystemRandom random_;
    std::unique_ptr<Database> const database_;
    KeyRing const ring_;
    Sealer const sealer_{ring_, random_};
    Mac const mac_{ring_};
    AuditWriter audit_{mac_, random_};
    AuditHeadFile const audit_head_file_;
    PasswordHasher hasher_;
    Brand const brand_;
    Assets assets_;
    std::string_view const brand_style_name_;
    std::string_view const logo_name_;
    Catalogue const catalogue_;
    Templates const templates_;
    Documents const documents_;
    PracticeList const practices_{*database_};
    Bell bell_;
    Outbox outbox_{sealer_, random_, bell_};
    Notices const notices_;
    PasswordCheck const passwords_;
    SmsFactor const sms_;
    BreachedPasswords const breached_passwords_;
    PdfMaker const pdf_;
    PatientRooms const patients_{*database_,
                                 sealer_,
                                 random_,
                                 audit_,
                                 hasher_,
                                 notices_,
                                 catalogue_,
                                 pdf_,
                                 config_.registration_limits,
                                 config_.site.public_url};
};

// Refuses a database that is not there, empty, older or newer than this program, and a key ring that is
// missing or another's. Throws ConfigError or std::runtime_error with one sentence that says what to do.
std::unique_ptr<Installation> open_installation(Config config);

// The same checks later on, for /readyz. Throws StoreUnreachable.
bool is_schema_current(Database& database);

}  // namespace voordeur
