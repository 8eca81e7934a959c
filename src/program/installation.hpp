// SPDX-License-Identifier: EUPL-1.2
// One installation: its database, its key ring and all that is made of its configuration. Commands and server
// open it alike; nothing else makes a clock, a random source or a database.
#pragma once

#include <memory>
#include <optional>

#include "app.hpp"
#include "audit/audit.hpp"
#include "audit/audit_head.hpp"
#include "base/random.hpp"
#include "base/time.hpp"
#include "clients/signing_keys.hpp"
#include "configuration/configuration.hpp"
#include "crypto/key_ring.hpp"
#include "crypto/password_hasher.hpp"
#include "crypto/sealer.hpp"
#include "outbox/bell.hpp"
#include "outbox/outbox_store.hpp"
#include "passwords/breached_passwords.hpp"
#include "passwords/password_check.hpp"
#include "pdf/make_pdf.hpp"
#include "practices/practice_list.hpp"
#include "shown.hpp"
#include "store/database.hpp"

namespace voordeur {

// Brings the database up to date; where it is empty, makes data_dir (0700) and the key ring (0600) first.
// May be run twice at once, and again after it was broken off. Throws
// ConfigError or std::runtime_error with one sentence.
struct Migrated {
    int applied = 0;  // migrations
    // Whether servers of before may go on serving until they are replaced; absent: there were none, or
    // nothing was applied.
    std::optional<bool> servers_go_on = {};
};
Migrated migrate_installation(Config const& config);

// Owns the rooms that App refers to. Made once; thread safe as the rooms are.
class Installation {
  public:
    Installation(Config config, std::unique_ptr<Database> database, KeyRing ring);
    Installation(Installation const&) = delete;
    Installation& operator=(Installation const&) = delete;

    // With what patients saw at the beginning, or with `shown`. It names what lives as long as those do. The
    // mailbox is there in the demo only.
    App app(DemoMailbox const* demo_mailbox = nullptr) { return app(*shown_, demo_mailbox); }
    App app(Shown const& shown, DemoMailbox const* demo_mailbox);
    std::shared_ptr<Shown const> const& shown() const { return shown_; }
    // Throws as Shown does.
    std::shared_ptr<Shown const> make_shown(Config const& config, Shown const* before = nullptr);

    Config const& config() const { return config_; }
    Clock const& clock() const { return clock_; }
    Database& database() { return *database_; }
    Sealer const& sealer() const { return sealer_; }
    Bell& bell() { return bell_; }
    AuditHeadFile const& audit_head_file() const { return audit_head_file_; }

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
    SigningKeys const signing_keys_{sealer_};
    PasswordHasher hasher_;
    PracticeList const practices_{*database_};
    Bell bell_;
    Outbox outbox_{sealer_, random_, bell_};
    PasswordCheck const passwords_;
    BreachedPasswords const breached_passwords_;
    std::shared_ptr<Shown const> const shown_;
};

// Refuses a database that is not there, empty, older or newer than this program, and a key ring that is
// missing or another's. Throws ConfigError or std::runtime_error with one sentence that says what to do.
std::unique_ptr<Installation> open_installation(Config config);

// Whether this program may serve the schema that there is by now, for /readyz. Throws StoreUnreachable.
bool is_schema_current(Database& database);

}  // namespace voordeur
