// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "audit/audit_catalogue.hpp"
#include "base/id.hpp"
#include "base/random.hpp"
#include "base/time.hpp"
#include "crypto/sealer.hpp"
#include "store/database.hpp"

namespace voordeur {

struct Account;
struct Client;
struct Document;
struct Factor;
struct Practice;
struct Registration;

// EventOutcomeIndicator of NEN 7513 (RFC 3881): a refusal is a minor failure.
enum class Outcome { success = 0, refused = 4, serious = 8 };
enum class Action { create = 'C', read = 'R', update = 'U', remove = 'D', execute = 'E' };

// Who did it, and from which network.
class Actor {
  public:
    Actor(Id<Account> const& patient, std::string network)
        : Actor(patient.text(), Role::patient, std::move(network)) {}
    // Someone who holds a link of this registration.
    Actor(Id<Registration> const& link_of, std::string network)
        : Actor(link_of.text(), Role::patient, std::move(network)) {}
    // Nobody known yet.
    static Actor unknown(std::string network) { return {"unknown", Role::patient, std::move(network)}; }
    // By a command; `name` is that of their account on the machine.
    static Actor the_operator(std::string name) { return {std::move(name), Role::the_operator, ""}; }
    // A program, by what it asked.
    static Actor e_service(Id<Client> const& id, std::string network) {
        return {id.text(), Role::system, std::move(network)};
    }
    static Actor voordeur_itself() { return {"voordeur", Role::system, ""}; }

    std::string const& id() const { return id_; }
    Role role() const { return role_; }
    // Empty for commands.
    std::string const& network() const { return network_; }

  private:
    Actor(std::string id, Role role, std::string network)
        : id_(std::move(id)), role_(role), network_(std::move(network)) {}

    std::string id_;
    Role role_;
    std::string network_;
};

// What it was done to. Implicit on purpose: the id tells what it is the id of.
class AuditObject {
  public:
    AuditObject(Id<Registration> const& id) : AuditObject(ObjectType::registration, id.text()) {}
    AuditObject(Id<Account> const& id) : AuditObject(ObjectType::account, id.text()) {}
    AuditObject(Id<Practice> const& id) : AuditObject(ObjectType::practice, id.text()) {}
    AuditObject(Id<Factor> const& id) : AuditObject(ObjectType::second_factor, id.text()) {}
    AuditObject(Id<Document> const& id) : AuditObject(ObjectType::document, id.text()) {}
    AuditObject(Id<Client> const& id) : AuditObject(ObjectType::client, id.text()) {}
    // What was typed to sign in, as a MAC: it may be nobody's.
    static AuditObject sign_in_name(std::string mac) { return {ObjectType::sign_in_name, std::move(mac)}; }
    // The number of a letter that was typed, as a MAC: it is nobody's.
    static AuditObject customer_number(std::string mac) {
        return {ObjectType::customer_number, std::move(mac)};
    }
    static AuditObject audit_log() { return {ObjectType::audit_log, "audit_event"}; }
    // The database as a whole, at its newest migration.
    static AuditObject installation(std::string migration) {
        return {ObjectType::installation, std::move(migration)};
    }
    // "WRITER:NUMBER"; and a head of the chain, "1234:9f86…".
    static AuditObject written_line(std::string line) { return {ObjectType::audit_line, std::move(line)}; }
    static AuditObject chain_head(std::string head) { return {ObjectType::audit_head, std::move(head)}; }

    // All that the database holds.
    static AuditObject installation() { return {ObjectType::installation, "voordeur"}; }

    ObjectType type() const { return type_; }
    std::string const& id() const { return id_; }

  private:
    AuditObject(ObjectType type, std::string id) : type_(type), id_(std::move(id)) {}

    ObjectType type_;
    std::string id_;
};

// One line of the audit log. Ids, no names: who a patient is stays in the patient's own row.
struct AuditEvent {
    AuditType type;
    Action action = Action::execute;
    Outcome outcome = Outcome::success;
    std::optional<Actor> actor = {};  // none: whoever visits the page, as its record_step knows
    AuditObject object;
    std::optional<Id<Practice>> practice_id = {};
};

// Writes the lines of the audit log. Each gets a number of its connection and a MAC of the key ring, so that
// the chain takes no line that somebody else inserted or changed, and shows which are not there. One for each
// Database, made once; thread safe.
class AuditWriter {
  public:
    // `random` names this process among all that write or wrote.
    AuditWriter(Mac const& mac, Random& random);

    // In the step's own transaction: there is no step without its line, and no line without its step. The
    // same refusal of the same object is one line a minute. Throws std::bad_optional_access for an event
    // without an actor.
    void record(Transaction& transaction, AuditEvent const& event, Time now);

    // Looks for what each connection wrote last: only that could be removed without leaving a gap. What is
    // gone from the database before it came into the chain is logged, and recorded. True: all is in the
    // chain.
    bool look_after_last_lines(Database& database, Time now);

  private:
    using Serial = Transaction::SerialNumber;
    struct Line {
        Serial serial;
        Id<AuditEvent> event_id;
    };

    bool is_ours(Transaction& transaction, Id<AuditEvent> const& id) const;
    bool is_recorded(Transaction& transaction, AuditEvent const& refusal, Time now) const;
    std::string name_of(std::uint64_t connection) const;
    void note(Line const& line);
    std::vector<Line> last_lines() const;
    void forget(Serial const& serial);
    void record_gone(Database& database, Serial const& serial, Time now);

    Mac const& mac_;
    Random& random_;
    std::string const process_;
    mutable std::mutex mutex_;
    std::map<std::uint64_t, Line> last_lines_;  // by connection, until they are in the chain
};

struct RecordedSteps {
    AuditType type;
    AuditObject object;
    Time since;
    std::optional<std::string> network = {};  // none: from wherever
};
// Whether so many of these succeeded; of a network, or ten times as many of the site that it is one of.
bool are_at_least(Transaction& transaction, RecordedSteps const& steps, std::int64_t count);

}  // namespace voordeur
