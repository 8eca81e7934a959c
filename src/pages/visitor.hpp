// SPDX-License-Identifier: EUPL-1.2
// Who asks, and what they have proved. The dispatcher makes it; a page function reads it.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "accounts/identity_rules.hpp"
#include "base/id.hpp"
#include "page_function.hpp"
#include "patients/registration_rules.hpp"
#include "practices/practice_store.hpp"
#include "service_request.hpp"
#include "sessions/next_step_rules.hpp"
#include "sessions/session_store.hpp"
#include "web/form.hpp"
#include "web/request.hpp"
#include "web/template_names.hpp"
#include "words/language.hpp"
#include "words/word.hpp"

namespace voordeur {

class Actor;
class AuditObject;
class Page;
class Password;
enum class AuditType;
struct AuditEvent;
struct PasswordAttempt;
struct Registration;

// Of the path: "/u/…" or "/b/…".
LinkKind link_kind_of(std::string_view path);

// A link that holds.
struct LinkProof {
    LinkKind kind = LinkKind::invitation;
    std::string token = {};
    Id<Registration> registration_id;
    // Under an invitation: what was typed in this browser, and opens C1 there.
    std::optional<IdentityProof> visit = {};
    // An invitation that needs no second mail.
    bool needs_no_second_mail = false;
    bool by_letter() const { return visit == IdentityProof::letter; }
    IdentityProof proof() const { return visit.value_or(IdentityProof::details); }
    std::string path = {};  // "/u/…": paths of its pages begin with it
    Time expires_at = {};
    bool has_letter = false;  // the practice made one
};

// Whoever it is. A page that anyone may open gets this; what was proved besides it may look at, and not rely
// on.
struct Visitor {
    Request const& request;
    Form form = {};
    Form query = {};
    Language language = Language::dutch;
    std::string network = {};  // the client's address, IPv6 by /64
    std::string browser = {};  // its cookie
    std::optional<std::string> session_cookie = {};
    std::string token = {};  // of the path, whatever it is worth
    std::optional<LinkProof> opened_link = {};
    std::optional<Session> signed_in = {};
    bool is_on_the_way = false;  // at a step of the journey, before anything opens
    std::optional<Practice> practice = {};
    std::optional<ServiceRequest> service_request = {};  // where this sign-in is to end
    std::string read_by = {};                            // the site whose scripts may read the answer
    std::string page = "/";  // the path of the page that is asked for, or that the form stood on

    Time now() const { return request.now; }
    // As its browser calls itself.
    Device device() const { return device_of(request.header("user-agent")); }
};

// Who has a link that holds. Only the dispatcher makes one, after it asked.
struct LinkVisitor : Visitor {
    // Throws std::bad_optional_access for a visitor without.
    explicit LinkVisitor(Visitor visitor) : Visitor(std::move(visitor)) { opened_link.value(); }

    LinkProof const& link() const { return *opened_link; }
    PasswordChooser chooser() const { return {link().proof(), browser}; }
};

// A patient who is signed in, as far as the page's row asks. Only the dispatcher makes one, after it asked.
struct PatientVisitor : Visitor {
    // Throws std::bad_optional_access for a visitor without.
    explicit PatientVisitor(Visitor visitor) : Visitor(std::move(visitor)) { signed_in.value(); }

    Session const& session() const { return *signed_in; }
    Account const& account() const { return signed_in->account; }
};

// A page of `file` with the visitor's language, practice and form token around it.
Page page_for(App const& app, Visitor const& visitor, FilledTemplate const& file, FilledWord const& title);
// "/inloggen/de-linde": a page that patients come to without a link, of the visitor's practice.
std::string of_practice(std::string_view page, Visitor const& visitor);

// In the audit log: whoever is signed in, else the registration of the link, else nobody known.
Actor actor_of(Visitor const& visitor);
// A step of a registration or an account, done by this visitor.
void record_step(Transaction& transaction, App const& app, Visitor const& visitor, AuditEvent event);

// Nobody takes the same step so often within an hour; who does would fill the database. Whoever does it
// elsewhere must not stop the patient.
inline constexpr std::int64_t steps_an_hour = 20;
inline constexpr std::int64_t steps_an_hour_from_everywhere = 100;
bool is_too_often(Transaction& transaction, Visitor const& visitor, AuditType type,
                  AuditObject const& object);
// A wrong password of whoever is signed in; a transaction of its own.
void record_wrong_password(App const& app, PatientVisitor const& visitor);

// Where whoever is signed in stands, and the page for it.
SignedInFacts signed_in_facts(Transaction& transaction, App const& app, Account const& account,
                              UsedMethods const& methods);
SignedInFacts signed_in_facts(Transaction& transaction, App const& app, Session const& session);
std::string_view path_of(NextStep step);
// The page on which a change is made, and the one that asks for what is missing before it.
std::string_view page_of(Change change);
std::string confirm_path(Change change);

// The guide asks the password again where something is activated; the short journey only where it was typed
// five minutes ago or longer.
bool asks_password_again(App const& app, PatientVisitor const& visitor);
// For checking the password of whoever is signed in, or signs in.
// `name`: SignInName::text(); of whoever is signed in, the customer number, which is nobody else's.
PasswordAttempt password_attempt(App const& app, Visitor const& visitor, std::string const& name,
                                 Password password);

// Locks the account for what happens once. False: it was closed, or this session ended since the page was
// asked for: whatever ended it, a recovery for one, is not undone by what was under way.
bool lock_for_change(Transaction& transaction, PatientVisitor const& visitor);
// Whoever was signed in in this browser is not any more, and this account is. The token is for
// set_session_cookies.
CookieToken begin_session(Transaction& transaction, App const& app, Visitor const& visitor,
                          NewSession session);
// Starts a session in this browser: both of its cookies change, so that a form or a session id from before is
// worth nothing afterwards.
void set_session_cookies(App const& app, Response& response, std::string const& session_token);
// Ends the session that this browser has, idle or not.
void sign_out(Transaction& transaction, App const& app, Visitor const& visitor);
// Ends it likewise.
void clear_session_cookies(App const& app, Response& response);

// Two factors were right here: this browser knows the account.
void remember_browser(App const& app, PatientVisitor const& visitor, Response& response);

// "a@" and "b", so that a page may break the line between them. A customer number stays whole.
void set_email(Page& page, ValueName name, ValueName host, std::string const& email);

}  // namespace voordeur
