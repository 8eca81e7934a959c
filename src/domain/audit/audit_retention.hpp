// SPDX-License-Identifier: EUPL-1.2
// The oldest lines of the audit log go once the law lets them: from the beginning of the chain, so that what
// is left is bound as before (docs/decisions/0018).
#pragma once

#include <chrono>
#include <cstdint>

#include "audit/audit.hpp"
#include "audit/audit_cut_store.hpp"
#include "base/time.hpp"
#include "crypto/sealer.hpp"
#include "store/database.hpp"

namespace voordeur {

// At least five years from the line (Besluit elektronische gegevensverwerking door zorgaanbieders, article
// 5).
inline constexpr std::chrono::months audit_lines_stay_at_least{60};
// As long as a medical file.
inline constexpr std::chrono::months audit_lines_stay_at_most{240};

// Lines that were written before that moment may go; a day later than the calendar says, since the
// database, whose clock is its own, refuses to let a younger one go.
Time lines_may_go_before(Time now, std::chrono::months lines_stay);

class AuditRetention {
  public:
    AuditRetention(Database& database, Mac const& mac, AuditWriter& writer)
        : database_(database), mac_(mac), writer_(writer) {}

    // Removes some of the lines that were written before `before`; how many. All or nothing of them goes in
    // one transaction, with the new beginning of the log. It takes a few milliseconds; call it again until it
    // answers 0, with a pause in between. Another process may be at it: then 0. The chain's last link stays.
    //
    // A line that is not right does not stop it, as long as one comes after it that is right and old; what
    // was not right is said by every later `audit verify`.
    std::int64_t end_some(Time before) const;
    // For the log, once all went that may go now: where it begins by now.
    void note_ended(std::int64_t lines, Time now) const;

  private:
    std::int64_t end_some(Transaction& transaction, Time before) const;

    Database& database_;
    Mac const& mac_;
    AuditWriter& writer_;
};

}  // namespace voordeur
