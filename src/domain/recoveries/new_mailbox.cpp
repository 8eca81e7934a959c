// SPDX-License-Identifier: EUPL-1.2
#include "recoveries/new_mailbox.hpp"

#include "recoveries/draft.hpp"
#include "recoveries/new_mailbox.mail.hpp"
#include "recoveries/recovery_link_store.hpp"
#include "recoveries/words.hpp"
#include "values/person_name.hpp"
#include "words/dates.hpp"

namespace voordeur {
namespace {

constexpr std::int64_t mails_of_a_draft = 5;

// The address may be mistyped: it tells nobody who is a patient where but by initials.
void send_link(RecoveryStep const& step, DraftFacts const& facts, std::string const& email) {
    auto const& account = facts.account;
    auto const token = new_link_token(step.rooms.random);
    add_mailbox_link(step.transaction, {account.id, facts.draft.id}, token, step.now);
    auto const link = step.rooms.site + std::string(new_mailbox_path) + token.reveal();
    auto const until = step.now + draft_holds;
    step.rooms.notices.queue(
        step.transaction,
        {.mail = mails::recoveries::new_mailbox{.link = link, .until = time_of_day(until, account.language)},
         .purpose = "recovery_mailbox",
         .about_id = facts.draft.id.text(),
         .send_number = next_send(step.transaction, facts.draft.id.text(), "recovery_mailbox"),
         .to = email,
         .person = initials(account.name),
         .practice = facts.practice,
         .language = account.language,
         .urgency = Urgency::asked_for,
         .expires_at = until,
         .link = link,
         .link_label = words::recoveries::mail_mailbox},
        step.now);
}

AskedNewMailbox ask(RecoveryStep const& step, Recovery const& draft, EmailAddress const& email,
                    Recovering const& by) {
    auto& transaction = step.transaction;
    auto const facts = facts_of_draft(step, draft);
    if (!std::holds_alternative<MayCommit>(facts.standing) || !facts.renewal.mailbox) return NotYet{};
    if (mailbox_links_of(transaction, draft.id) >= mails_of_a_draft) return MailboxAskedTooOften{};
    set_new_mailbox(transaction, draft.id, email.text());
    end_mailbox_links_of(transaction, draft.id, step.now);
    send_link(step, facts, email.text());
    step.rooms.audit.record(transaction,
                            {.type = AuditType::recovery_mailbox,
                             .actor = Actor::unknown(by.network),
                             .object = draft.account_id},
                            by.now);
    return MailboxAsked{};
}

}  // namespace

AskedNewMailbox ask_new_mailbox(RecoveryRooms const& rooms, Recovering const& by, EmailAddress const& email) {
    return rooms.database.transaction([&](Transaction& transaction) -> AskedNewMailbox {
        auto const draft = lock_draft(transaction, by.browser_key, by.now);
        if (!draft) return NoDraft{};
        return ask({transaction, rooms, by.now}, *draft, email, by);
    });
}

std::optional<Account> account_of_mailbox_link(RecoveryRooms const& rooms, std::string const& token,
                                               Time now) {
    return rooms.database.read([&](Transaction& transaction) -> std::optional<Account> {
        auto const link = find_mailbox_link(transaction, token, now);
        if (!link || !find_recovery(transaction, link->recovery_id)) return std::nullopt;
        auto const found = find_password(transaction, link->account_id);
        if (!found) return std::nullopt;
        return found->account;
    });
}

bool confirm_new_mailbox(RecoveryRooms const& rooms, std::string const& token, Time now) {
    return rooms.database.transaction([&](Transaction& transaction) {
        auto const link = find_mailbox_link(transaction, token, now);
        if (!link || !lock_account(transaction, link->account_id)) return false;
        auto const draft = find_recovery(transaction, link->recovery_id);
        if (!draft) return false;
        return note_new_mailbox_proved(transaction, draft->id, now) ||
               draft->new_mailbox_proved_at.has_value();
    });
}

}  // namespace voordeur
