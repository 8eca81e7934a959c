// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include "audit/audit_catalogue.hpp"
#include "base/id.hpp"
#include "base/time.hpp"
#include "store/database.hpp"

namespace voordeur {

struct Account;
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
    // What was typed to sign in, as a MAC: it may be nobody's.
    static AuditObject sign_in_name(std::string mac) { return {ObjectType::sign_in_name, std::move(mac)}; }
    static AuditObject audit_log() { return {ObjectType::audit_log, "audit_event"}; }

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

// In the step's own transaction: there is no step without its line, and no line without its step. The same
// refusal of the same object is one line a minute. Throws std::bad_optional_access for an event without an
// actor.
void record_event(Transaction& transaction, AuditEvent const& event, Time now, Random& random);

struct RecordedSteps {
    AuditType type;
    AuditObject object;
    Time since;
    std::optional<std::string> network = {};  // none: from wherever
};
// Whether so many of these succeeded.
bool are_at_least(Transaction& transaction, RecordedSteps const& steps, std::int64_t count);

}  // namespace voordeur
