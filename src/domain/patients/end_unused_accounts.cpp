// SPDX-License-Identifier: EUPL-1.2
#include "patients/end_unused_accounts.hpp"

#include "accounts/account_store.hpp"
#include "accounts/tell_owner.hpp"
#include "accounts/unused_rules.hpp"
#include "audit/audit.hpp"
#include "patients/account_unused.mail.hpp"
#include "patients/account_unused_closed.mail.hpp"
#include "patients/close_account.hpp"
#include "patients/patient_store.hpp"
#include "patients/words.hpp"
#include "practices/sign_in_address.hpp"
#include "recoveries/recovery_store.hpp"
#include "words/dates.hpp"

namespace voordeur {
namespace {

constexpr std::int64_t at_once = 100;
constexpr std::chrono::hours closed_mail_of_use_for{72};

struct Ending {
    std::chrono::years unused_for;
    Time now;
};

struct Unused {
    OwnerToTell owner;
    AccountUse use;
    std::optional<Practice> practice;  // for whom the mails are
    Time now;
};

// Locked; nullopt: it is closed.
std::optional<Unused> lock_unused(Transaction& transaction, Id<Account> const& id, Time now) {
    if (!lock_account(transaction, id)) return std::nullopt;
    auto const account = find_password(transaction, id).value().account;
    auto const practices = practices_of_account(transaction, id);
    return Unused{owner_to_tell(transaction, account, now), find_account_use(transaction, id).value(),
                  practices.empty() ? std::nullopt : std::optional(practices.front()), now};
}

bool is_told(AccountUse const& use, std::chrono::years unused_for) {
    return use.told_at && is_of_this_ending(use.used_at, *use.told_at, unused_for);
}

MailOrder mail_before(PatientRooms const& rooms, Unused const& unused, Time closes_at) {
    auto const& account = unused.owner.account;
    auto const address = sign_in_address(rooms.site, unused.practice);
    return {.mail = mails::patients::account_unused{.closes = plain_date(closes_at, account.language),
                                                    .used = plain_date(unused.use.used_at, account.language),
                                                    .address = address,
                                                    .name = account.key()},
            .purpose = "account_unused",
            // Of an account that was used since, it is another time.
            .about_id = account.id.text() + " " + plain_date(closes_at, Language::english),
            .practice = unused.practice,
            .expires_at = closes_at,
            .link = address,
            .link_label = words::patients::mail_sign_in};
}

// False: somebody signed in meanwhile, or another machine told.
bool tell(Transaction& transaction, PatientRooms const& rooms, Id<Account> const& id, Ending const& ending) {
    auto const [unused_for, now] = ending;
    auto const unused = lock_unused(transaction, id, now);
    if (!unused || is_told(unused->use, unused_for) || unused->use.used_at > unused_to_tell(unused_for, now))
        return false;
    auto const closes_at = unused_closes_at(unused->use.used_at, now, unused_for);
    queue_for_owner(transaction, rooms.notices, {unused->owner, mail_before(rooms, *unused, closes_at)}, now);
    note_unused_told(transaction, id, now);
    return true;
}

MailOrder mail_afterwards(Unused const& unused) {
    auto const& account = unused.owner.account;
    return {.mail = mails::patients::account_unused_closed{.when = plain_date(unused.now, account.language),
                                                           .used = plain_date(unused.use.used_at,
                                                                              account.language)},
            .purpose = "account_closed",
            .about_id = account.id.text(),
            .practice = unused.practice,
            .expires_at = unused.now + closed_mail_of_use_for};
}

bool close(Transaction& transaction, PatientRooms const& rooms, Id<Account> const& id, Ending const& ending) {
    auto const [unused_for, now] = ending;
    auto const unused = lock_unused(transaction, id, now);
    if (!unused || !is_told(unused->use, unused_for) ||
        now < unused_closes_at(unused->use.used_at, *unused->use.told_at, unused_for))
        return false;
    if (find_waiting_recovery(transaction, id, Proofs::all(), now)) return false;
    close_sealed(transaction, rooms, unused->owner.account, now);
    queue_for_owner(transaction, rooms.notices, {unused->owner, mail_afterwards(*unused)}, now);
    rooms.audit.record(transaction,
                       {.type = AuditType::account_closed,
                        .action = Action::remove,
                        .actor = Actor::voordeur_itself(),
                        .object = id},
                       now);
    return true;
}

}  // namespace

UnusedAccounts end_unused_accounts(PatientRooms const& rooms, std::chrono::years unused_for, Time now) {
    UnusedAccounts done;
    if (unused_for == std::chrono::years(0)) return done;
    auto const each_of = [&](auto const& found, auto const& step, std::int64_t& count) {
        for (auto const& id : rooms.database.read(found))
            count += rooms.database.transaction([&](Transaction& transaction) {
                return step(transaction, rooms, id, {unused_for, now}) ? 1 : 0;
            });
    };
    each_of(
        [&](Transaction& transaction) {
            return unused_accounts_to_close(transaction, unused_for, now, at_once);
        },
        close, done.closed);
    each_of(
        [&](Transaction& transaction) {
            return unused_accounts_to_tell(transaction, unused_for, now, at_once);
        },
        tell, done.told);
    return done;
}

}  // namespace voordeur
