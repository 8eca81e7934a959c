// SPDX-License-Identifier: EUPL-1.2
// What the sweeper takes away when, to the millisecond, and what it leaves: on both databases.
#include "sweeper.hpp"

#include <gtest/gtest.h>

#include <map>
#include <set>

#include "accounts/account_store.hpp"
#include "accounts/deletion_rules.hpp"
#include "accounts/email_change_store.hpp"
#include "accounts/super_pin_store.hpp"
#include "audit/audit.hpp"
#include "base/id.hpp"
#include "clients/assertion_store.hpp"
#include "clients/client_store.hpp"
#include "clients/grant_store.hpp"
#include "crypto/tokens.hpp"
#include "documents/acceptance_store.hpp"
#include "documents/documents.hpp"
#include "documents/documents_store.hpp"
#include "factors/challenge_store.hpp"
#include "factors/factor_store.hpp"
#include "factors/passkeys/passkey_store.hpp"
#include "factors/sms/sms_store.hpp"
#include "outbox/outbox_store.hpp"
#include "patients/link_store.hpp"
#include "patients/patient_store.hpp"
#include "patients/registration_store.hpp"
#include "recoveries/recovery_link_store.hpp"
#include "recoveries/recovery_store.hpp"
#include "sessions/known_browser_store.hpp"
#include "sessions/new_sign_in_store.hpp"
#include "sessions/session_store.hpp"
#include "store/database.hpp"
#include "support/contract_database.hpp"
#include "tries/counted_tries_store.hpp"
#include "tries/throttle_store.hpp"
#include "values/super_pin.hpp"

namespace voordeur {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;

Time const start = from_stored(1'800'000'000'000);
constexpr milliseconds at_once{-1};
constexpr milliseconds forever = days(36'500);

// A row, by a query that finds it, and until how long after `start` it is there.
struct Kept {
    std::string what, sql;
    milliseconds until;
};

// One of everything, made at `start`.
class Sweeper : public testing::TestWithParam<std::string> {
  protected:
    Sweeper() {
        database().transaction([&](Transaction& transaction) {
            sign_in(transaction);
            bind_telephone(transaction);
            make_super_pins(transaction);
            fail(transaction);
            for (auto const& id : {open_, completed_, renewed_}) register_until_step_2(transaction, id);
            complete_registration(transaction, completed_, start);
            link_patient(transaction,
                         {patient_of(transaction, completed_), account_, IdentityProof::details, start});
            renew_registration(transaction, renewed_, start + days(10));
            recover(transaction);
            send(transaction);
            accept_and_close(transaction);
        });
    }

    // Before, at and after each time at which something goes: all that is to be there is, and nothing else.
    void check(std::vector<Kept> const& rows) {
        std::set<milliseconds> moments{days(30'000)};
        for (auto const& row : rows) {
            EXPECT_TRUE(is_there(row.sql)) << row.what << " was never there";
            moments.insert({std::max(row.until, milliseconds(0)), row.until + milliseconds(1)});
        }
        moments.erase(forever + milliseconds(1));
        for (auto const moment : moments) {
            sweep(database(), start + moment);
            for (auto const& row : rows)
                EXPECT_EQ(is_there(row.sql), moment <= row.until)
                    << row.what << " after " << moment.count() << " ms";
        }
    }

    static std::string registration(Id<Registration> const& id, std::string const& condition) {
        return "SELECT 1 FROM registration WHERE id = '" + id.text() + "' AND " + condition;
    }
    static std::string patient(Id<Registration> const& registration_id, std::string const& condition) {
        return "SELECT 1 FROM patient JOIN registration ON patient_id = patient.id WHERE registration.id = "
               "'" +
               registration_id.text() + "' AND " + condition;
    }

    std::vector<Swept> sweep_at(Time now) { return sweep(database(), now); }

  private:
    ContractDatabase contract_{GetParam()};
    Bell bell_;  // rings after the commit

  protected:
    Id<Account> const account_ = contract_.add_account("patient@post.example", start);
    Id<Account> const closed_ = contract_.add_account("closed@post.example", start);
    Id<Registration> const open_ = contract_.add_registration(start);
    Id<Registration> const completed_ = contract_.add_registration(start);
    Id<Registration> const renewed_ = contract_.add_registration(start);

  private:
    Database& database() { return contract_.database(); }
    bool is_there(std::string const& sql) {
        return database().read([&](Transaction& transaction) { return transaction.one(sql).has_value(); });
    }
    template <class Noun>
    Id<Noun> fresh() {
        return new_id<Noun>(start, contract_.random());
    }
    static Id<Patient> patient_of(Transaction& transaction, Id<Registration> const& registration_id) {
        return lock_registration(transaction, registration_id)->patient_id;
    }

    void sign_in(Transaction& transaction) {
        start_session(transaction, new_cookie_token(contract_.random()),
                      {account_, {{"password", start}, {"sms", start}}, start, std::nullopt}, start);
        remember_known_browser(transaction, "hash", account_, start);
        save_new_sign_in(transaction, {fresh<NewSignIn>(), account_, {start}},
                         new_link_token(contract_.random()));
        add_email_change(transaction,
                         {fresh<EmailChange>(), account_, "old@post.example", "new@post.example", {start}});
        spend_passkey_question(transaction, "challenge", start);
        Client const client{.id = Id<Client>("recept")};
        add_client(transaction, client, start);
        subject_at(transaction, contract_.random(), client.id, account_);
        take_assertion(transaction, client.id, "jti", start + minutes(1));
        add_grant(transaction, {fresh<ClientGrant>(), client.id, account_, "session", {"openid"}}, "code",
                  start);
        contract_.audit().record(
            transaction,
            {.type = AuditType::sign_in_password, .actor = Actor(account_, ""), .object = account_}, start);
    }

    void accept_and_close(Transaction& transaction) {
        auto const id = fresh<Document>();
        add_version(
            transaction,
            {.id = id, .kind = DocumentKind::terms, .number = 1, .version = "2026-11", .text_hash = "hash"},
            "text");
        record_acceptance(transaction, {closed_, id, completed_}, start);
        close_account(transaction, closed_, start);
    }

    void bind_telephone(Transaction& transaction) {
        Challenge challenge{
            .id = fresh<Challenge>(), .kind = "sms", .account_id = account_, .made_at = start};
        add_challenge(transaction, challenge, "+31612345678", contract_.sealer());
        take_try(transaction, TriesKey::code(challenge.id), 5, start);
        add_code(transaction, fresh<StoredCode>(), challenge.id, {"hash", start});
        note_sms(transaction, fresh<WantedSms>(), {.account_id = account_, .country = "NL"}, start);
        add_factor(transaction, {fresh<Factor>(), account_, {"sms"}, "+31612345678", "key"},
                   contract_.sealer(), start);
        end_factors(transaction, account_, start);
        add_factor(transaction, {fresh<Factor>(), account_, {"sms"}, "+31612345678", "key"},
                   contract_.sealer(), start);
    }

    void make_super_pins(Transaction& transaction) {
        add_pending_super_pin(transaction, {fresh<SuperPin>(), account_, "pending", start},
                              SuperPin::make(contract_.random()), contract_.sealer());
        add_active_super_pin(transaction, {fresh<SuperPin>(), account_, "active", start}, contract_.sealer());
    }

    static void fail(Transaction& transaction) {
        for (auto const* bucket : {"failed", "waits", "never failed"}) lock_throttle(transaction, bucket);
        save_throttle(transaction, "failed", {1, Time{}, start, "mac"});
        save_throttle(transaction, "waits", {9, start + minutes(15), start, "mac"});
    }

    void register_until_step_2(Transaction& transaction, Id<Registration> const& id) {
        transaction.run("UPDATE patient SET phone = '+31612345678', patient_number = $1 WHERE id = $2", id,
                        patient_of(transaction, id));
        save_letter(transaction, id, "sealed", start + days(21));
        for (auto const& key : {TriesKey::details(id), TriesKey::super_pin(id)}) {
            take_try(transaction, key, 5, start);
            note_wrong_input(transaction, key, "mac");
        }
        save_registration_password(transaction, id, "sealed");
        add_link(transaction, {fresh<NewLink>(), id, LinkKind::invitation, start},
                 new_link_token(contract_.random()));
        add_visit(transaction, {id, "browser"}, start);
    }

    void recover(Transaction& transaction) {
        Recovery const draft{fresh<Recovery>(), account_, "browser", start};
        add_recovery(transaction, draft);
        note_proof(transaction, draft.id, Proof::mailbox, start);
        add_stop_link(transaction, {account_, draft.id}, new_link_token(contract_.random()), start);
        add_enter_link(transaction, "nobody", new_link_token(contract_.random()), start);
    }

    void send(Transaction& transaction) {
        Outbox outbox(contract_.sealer(), contract_.random(), bell_);
        NewMessage message;
        message.about_id = open_.text();
        message.expires_at = start + days(14);
        message.content = Email{.to = "patient@post.example"};
        for (auto const* purpose : {"sent", "given up", "waits"}) {
            message.purpose = purpose;
            outbox.queue(transaction, message, start);
            if (message.purpose == "sent")
                mark_sent(transaction, claim_due(transaction, MessageKind::email, start, 1).at(0).claim,
                          start);
            if (message.purpose == "given up")
                mark_given_up(transaction, claim_due(transaction, MessageKind::email, start, 1).at(0).claim,
                              start, "SMTP 550 5.1.1");
        }
    }
};

TEST_P(Sweeper, TakesWhatSignsInAtItsTime) {
    check({
        {"a bucket that was only locked", "SELECT 1 FROM throttle WHERE bucket = 'never failed'", at_once},
        {"a bucket of failures", "SELECT 1 FROM throttle WHERE bucket = 'failed'", days(1)},
        {"a bucket that waits", "SELECT 1 FROM throttle WHERE bucket = 'waits'", days(1) + minutes(15)},
        {"what a super-PIN is, until activated", "SELECT 1 FROM super_pin WHERE sealed_text IS NOT NULL",
         hours(1)},
        {"a super-PIN that was not activated", "SELECT 1 FROM super_pin WHERE activated_at IS NULL",
         days(90)},
        {"a super-PIN to activate", "SELECT 1 FROM super_pin WHERE activated_at IS NULL AND ended_at IS NULL",
         hours(1)},
        {"the active super-PIN",
         "SELECT 1 FROM super_pin WHERE activated_at IS NOT NULL AND ended_at IS NULL", forever},
        {"a challenge and its telephone", "SELECT 1 FROM challenge", days(1)},
        {"its tries", "SELECT 1 FROM counted_tries WHERE what = 'code'", days(1)},
        {"its code", "SELECT 1 FROM one_time_code", days(1)},
        {"a question that a passkey answered", "SELECT 1 FROM passkey_question", hours(1)},
        {"the note of an SMS", "SELECT 1 FROM sms_sent", days(2)},
        {"a session", "SELECT 1 FROM session", days(30)},
        {"a recovery", "SELECT 1 FROM recovery", days(90)},
        {"what was proved in it", "SELECT 1 FROM recovery_proof", days(90)},
        {"a link that begins one", "SELECT 1 FROM recovery_link WHERE kind = 'enter'", days(90) + hours(1)},
        {"a link that stops one", "SELECT 1 FROM recovery_link WHERE kind = 'stop'", days(100)},
        {"a sign-in on a new device, and its link", "SELECT 1 FROM new_sign_in", days(10)},
        {"a change of address", "SELECT 1 FROM email_change", days(30)},
        {"what it signed to show who it is", "SELECT 1 FROM client_assertion", minutes(1)},
        {"what an e-service got", "SELECT 1 FROM client_grant", days(30)},
        {"the e-service", "SELECT 1 FROM client", forever},
        {"an account's name there", "SELECT 1 FROM client_subject", forever},
        {"what a closed account accepted", "SELECT 1 FROM acceptance", acceptances_stay},
        {"the second factor", "SELECT 1 FROM factor WHERE ended_at IS NULL", forever},
        {"what a telephone was that was reset", "SELECT 1 FROM factor WHERE ended_at IS NOT NULL", days(90)},
        {"the account", "SELECT 1 FROM account JOIN sign_in_name ON account_id = account.id", forever},
        {"the audit log", "SELECT 1 FROM audit_event", forever},
    });
}

TEST_P(Sweeper, TakesTheSecretsOfARegistrationWithItsEnd) {
    std::vector<Kept> rows;
    for (std::string const secret : {"password_hash", "super_pin_hash"}) {
        rows.push_back({secret, registration(open_, secret + " IS NOT NULL"), registration_lifetime});
        rows.push_back({secret + " of a renewed one", registration(renewed_, secret + " IS NOT NULL"),
                        days(10) + registration_lifetime});
    }
    for (std::string const what : {"details", "super_pin"})
        rows.push_back(
            {"tries at " + what, "SELECT 1 FROM counted_tries WHERE what = '" + what + "'", days(90)});
    rows.push_back({"a visit", "SELECT 1 FROM visit", visit_lifetime + days(1)});
    for (auto const& id : {open_, completed_, renewed_}) {
        rows.push_back({"a registration", registration(id, "customer_number <> ''"), forever});
        rows.push_back({"its link", "SELECT 1 FROM link WHERE registration_id = '" + id.text() + "'",
                        link_expires_at(LinkKind::invitation, start) - start + days(90)});
    }
    rows.push_back({"what waits to be sent",
                    "SELECT 1 FROM message WHERE purpose = 'waits' AND content IS NOT NULL", forever});
    rows.push_back({"that something was sent",
                    "SELECT 1 FROM message WHERE purpose = 'sent' AND content IS NULL", days(90)});
    rows.push_back({"what was given up, as long as it may be sent again",
                    "SELECT 1 FROM message WHERE purpose = 'given up' AND content IS NOT NULL",
                    days(14) + at_once});
    rows.push_back({"that it was given up", "SELECT 1 FROM message WHERE purpose = 'given up'", days(90)});
    check(rows);
}

TEST_P(Sweeper, KeepsNoNumberOfATelephoneThatWasReset) {
    check(
        {{"an ended factor without a number",
          "SELECT 1 FROM factor WHERE ended_at IS NOT NULL AND secret = '' AND lookup_key = ''", days(90)}});
}

TEST_P(Sweeper, CountsWhatItTook) {
    std::map<std::string, std::int64_t> counts;
    for (auto const& [what, count] : sweep_at(start + days(40'000))) counts[what] = count;
    EXPECT_EQ(counts["sessions"], 1);
    EXPECT_EQ(counts["known_browsers"], 1);
    EXPECT_EQ(counts["links"], 3);
    EXPECT_EQ(counts["messages"], 2);
    EXPECT_EQ(counts["patients"], 2);
    EXPECT_EQ(counts["acceptances_of_closed_accounts"], 1) << "however long no sweep was";
    for (auto const& [what, count] : sweep_at(start + days(40'000))) EXPECT_EQ(count, 0) << what;
}

TEST_P(Sweeper, TakesWhoAPatientIsNinetyDaysAfterTheEnd) {
    std::vector<Kept> rows;
    for (std::string const known : {"patient.name <> ''", "email <> ''", "birth_date <> ''", "postcode <> ''",
                                    "phone IS NOT NULL", "patient_number IS NOT NULL"}) {
        rows.push_back({known, patient(open_, known), registration_lifetime + days(90)});
        rows.push_back(
            {known + ", renewed", patient(renewed_, known), days(10) + registration_lifetime + days(90)});
        rows.push_back({known + ", with an account", patient(completed_, known), forever});
    }
    check(rows);
}

INSTANTIATE_TEST_SUITE_P(Databases, Sweeper, testing::ValuesIn(contract_databases()),
                         [](auto const& kind) { return kind.param; });

}  // namespace
}  // namespace voordeur
