// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <string>

#include "audit/audit_catalogue.hpp"
#include "audit/audit_chain_store.hpp"
#include "audit/audit_cut_store.hpp"
#include "audit/audit_head.hpp"
#include "audit/audit_problems.hpp"
#include "audit/stored_event.hpp"
#include "audit/writer_numbers_rules.hpp"
#include "crypto/sealer.hpp"

namespace voordeur {

// Reads along the chain of the audit log, and says what is not right.
class ChainReader {
  public:
    ChainReader(Mac const& mac, AuditProblems& problems, WriterNumbers& numbers)
        : mac_(mac), problems_(problems), numbers_(numbers) {}

    // What comes up to there is gone.
    void begin_after(AuditCut const& cut);
    // The links one after the other. True: this one is where the chainer put it.
    bool take(AuditLink const& link);
    // The last one; or where it began.
    AuditHead const& last() const { return last_; }

    bool is_allowed(StoredAuditEvent const& event) const;
    // Of any line that is there, wherever.
    void take_number(WriterMark const& mark);
    // What the server found while it ran.
    void hear(StoredAuditEvent const& event);
    // From now on what is read only fills gaps: it is newer than what was read first.
    void fill_gaps_only() { fills_gaps_only_ = true; }
    bool has_marks() const { return has_marks_; }

  private:
    bool is_bound_here(AuditLink const& link);
    void look_at_writer(AuditLink const& link, bool is_in_place);
    void expect(std::string const& line);

    Mac const& mac_;
    AuditProblems& problems_;
    WriterNumbers& numbers_;
    AuditHead last_;
    bool has_marks_ = false;  // since the first line with a mark all have one
    bool fills_gaps_only_ = false;
};

}  // namespace voordeur
