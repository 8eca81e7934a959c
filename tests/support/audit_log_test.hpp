// SPDX-License-Identifier: EUPL-1.2
// An audit log, and a forger who has the database, all rights in it and not the key ring.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <string>
#include <vector>

#include "audit/audit.hpp"
#include "audit/audit_chain.hpp"
#include "audit/audit_verifier.hpp"
#include "support/contract_database.hpp"

namespace voordeur {

inline Time const audit_log_begins = from_stored(1'800'000'000'000);

class AuditLog : public testing::TestWithParam<std::string> {
  protected:
    ~AuditLog() override { std::filesystem::remove(head_file_.path()); }

    Database& database() { return contract_.database(); }
    Mac const& mac() const { return contract_.mac(); }
    AuditWriter& writer() { return contract_.audit(); }

    void record(std::string const& object, Time at) {
        database().transaction([&](Transaction& transaction) { record(transaction, object, at); });
    }
    void record(Transaction& transaction, std::string const& object, Time at) {
        writer().record(transaction,
                        {.type = AuditType::sign_in_password,
                         .actor = Actor(Id<Account>(object), "203.0.113.7"),
                         .object = Id<Account>(object)},
                        at);
    }
    // Another process: it knows what the file and the database say.
    AuditChainer new_chainer() { return {database(), mac(), writer(), head_file_}; }
    std::size_t chain() { return new_chainer().chain(audit_log_begins); }

    AuditVerdict verify(std::vector<KnownHead> known = {}) {
        return verify_audit_log(database(), mac(), std::move(known));
    }
    std::vector<std::string> problems() { return verify().problems; }
    AuditHeadFile const& head_file() const { return head_file_; }

    // What the triggers refuse the forger has taken away first.
    void forge(std::string const& sql) {
        if (!is_disarmed_) {
            is_disarmed_ = true;
            database().execute_script(
                database().is_sqlite()
                    ? "DROP TRIGGER audit_event_no_update; DROP TRIGGER audit_event_no_delete; "
                      "DROP TRIGGER audit_chain_no_update; DROP TRIGGER audit_chain_no_delete"
                    : "DROP TRIGGER audit_event_append_only ON audit_event; "
                      "DROP TRIGGER audit_chain_append_only ON audit_chain; "
                      "DROP TRIGGER audit_event_old_may_go ON audit_event; "
                      "DROP TRIGGER audit_chain_old_may_go ON audit_chain");
        }
        database().execute_script(sql);
    }

    static std::string event(int number) {
        return "(SELECT event_id FROM audit_chain WHERE number = " + std::to_string(number) + ")";
    }
    static std::string event_of(std::string const& object) {
        return "(SELECT event_id FROM audit_event WHERE participant_object_id = '" + object + "')";
    }
    // The line of account-1, with another id and other words, and as much of a mark as a forger can give.
    static std::string forged(std::string const& id, std::string const& mark = "NULL, NULL, NULL") {
        return "INSERT INTO audit_event SELECT '" + id +
               "', event_date_time, event_type_code, event_action_code, event_outcome_indicator, user_id, "
               "role_id_code, network_access_point_id, participant_object_type_code, 'forged', "
               "practice_id, " +
               mark + " FROM audit_event WHERE participant_object_id = 'account-1';";
    }
    static std::string waits(std::string const& id) {
        return "INSERT INTO audit_pending (event_id) VALUES ('" + id + "');";
    }

  private:
    ContractDatabase contract_{GetParam()};
    AuditHeadFile const head_file_{std::filesystem::temp_directory_path() /
                                   ("audit-head-" + std::to_string(getpid()))};
    bool is_disarmed_ = false;
};

inline std::string name_of_database(testing::TestParamInfo<std::string> const& database_of) {
    return database_of.param.starts_with("sqlite") ? "SQLite" : "PostgreSQL";
}

}  // namespace voordeur
