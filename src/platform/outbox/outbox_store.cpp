// SPDX-License-Identifier: EUPL-1.2
#include "outbox/outbox_store.hpp"

#include <algorithm>

#include "base/id.hpp"
#include "outbox/message_content.hpp"
#include "outbox/outbox_rules.hpp"

namespace voordeur {
namespace {

constexpr std::string_view insert_message =
    "INSERT INTO message (id, kind, purpose, about_id, send_number, practice_id, urgency, content, state, "
    "tries, made_at, next_try_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'waiting', 0, $9, $11, "
    "$10) ON CONFLICT (purpose, about_id, send_number) DO NOTHING";

// Its time has come, or never could be so far ahead, or it was made in what is the future now (the clock was
// set back). $2 is now, $3 the time after which that is so; $4, $5, $6 are the last times that a try of each
// urgency can have been put off to.
std::string const its_time_has_come =
    "next_try_at <= $2 OR next_try_at > CASE urgency WHEN 0 THEN CAST($4 AS BIGINT) "
    "WHEN 1 THEN CAST($5 AS BIGINT) ELSE CAST($6 AS BIGINT) END OR (tries = 0 AND made_at > $3)";
std::string const nobody_has_it = "(leased_until IS NULL OR leased_until <= $2 OR leased_until > $3)";

std::string const select_anything_due = "SELECT 1 FROM message WHERE state = 'waiting' AND kind = $1 AND (" +
                                        its_time_has_come + " OR expires_at <= $2) AND " + nobody_has_it +
                                        " LIMIT 1";

std::string const select_due = "SELECT id FROM message WHERE state = 'waiting' AND kind = $1 AND (" +
                               its_time_has_come + ") AND expires_at > $2 AND " + nobody_has_it +
                               " ORDER BY urgency, next_try_at LIMIT $7 FOR UPDATE SKIP LOCKED";

// The guard is said again: what SELECT saw is not what UPDATE must trust.
constexpr std::string_view lease_message =
    "UPDATE message SET tries = tries + 1, leased_until = $3 WHERE id = $1 AND state = 'waiting' "
    "AND (leased_until IS NULL OR leased_until <= $2 OR leased_until > $4) "
    "RETURNING id, tries, purpose, urgency, expires_at, leased_until, content";

constexpr std::string_view end_message =
    "UPDATE message SET state = $3, content = NULL, leased_until = NULL, ended_at = $4, last_error = $5 "
    "WHERE id = $1 AND tries = $2 AND state = 'waiting'";

// What it said is kept, as long as it is of use: an operator may have it sent again.
constexpr std::string_view give_up_message =
    "UPDATE message SET state = 'given_up', leased_until = NULL, ended_at = $3, last_error = $4 "
    "WHERE id = $1 AND tries = $2 AND state = 'waiting'";

constexpr std::string_view take_up_messages =
    "UPDATE message SET state = 'waiting', next_try_at = $1, ended_at = NULL WHERE state = 'given_up' AND "
    "content IS NOT NULL AND expires_at > $1 AND (CAST($2 AS TEXT) IS NULL OR practice_id = $2)";

constexpr std::string_view forget_given_up =
    "UPDATE message SET content = NULL WHERE state = 'given_up' AND content IS NOT NULL AND expires_at <= $1";

constexpr std::string_view delete_ended =
    "DELETE FROM message WHERE id IN (SELECT id FROM message WHERE ended_at < $1 LIMIT $2)";

constexpr std::string_view retry_message =
    "UPDATE message SET leased_until = NULL, next_try_at = $3, last_error = $4 "
    "WHERE id = $1 AND tries = $2 AND state = 'waiting'";

constexpr std::string_view expire_messages =
    "UPDATE message SET state = 'expired', content = NULL, leased_until = NULL, ended_at = $2 "
    "WHERE state = 'waiting' AND kind = $1 AND expires_at <= $2 AND (leased_until IS NULL OR leased_until <= "
    "$2)";

constexpr std::string_view recall_messages =
    "UPDATE message SET state = CASE WHEN state = 'waiting' THEN 'expired' ELSE state END, content = NULL, "
    "leased_until = NULL, ended_at = coalesce(ended_at, $2) WHERE about_id = $1 AND content IS NOT NULL";

constexpr std::string_view delete_claimed =
    "DELETE FROM message WHERE id = $1 AND tries = $2 AND state = 'waiting'";

constexpr std::string_view delete_waiting =
    "DELETE FROM message WHERE purpose = $1 AND about_id = $2 AND send_number = $3 AND state = 'waiting' AND "
    "tries = 0";

constexpr std::string_view select_waiting =
    "SELECT count(*) FROM message WHERE state = 'waiting' AND kind = $1";

constexpr std::string_view select_states =
    "SELECT kind, purpose, state, tries, made_at, next_try_at, ended_at, last_error FROM message "
    "WHERE about_id = $1 ORDER BY made_at, id";

constexpr std::string_view select_next_send =
    "SELECT coalesce(max(send_number), 0) + 1 FROM message WHERE purpose = $1 AND about_id = $2";

constexpr std::string_view select_newest =
    "SELECT state, last_error FROM message WHERE about_id = $1 AND purpose = $2 "
    "ORDER BY send_number DESC LIMIT 1";

// No lease ends so late, and no message was made so late: the clock was set back since. Such a message is
// due, and such a lease over.
Time impossible_after(Time now) {
    return now + std::chrono::minutes(5);
}

// With room for a try that was put off a moment after this `now`.
Time put_off_to(Urgency urgency, Time now) {
    return now + longest_wait(urgency) + std::chrono::minutes(1);
}

SealContext context_of(Id<NewMessage> const& id) {
    return {"message", "content", id.text()};
}

ClaimedMessage claimed(Row const& row) {
    return {.claim = {row.id<NewMessage>(0), row.number(1)},
            .purpose = row.text(2),
            .urgency = static_cast<Urgency>(row.number(3)),
            .expires_at = row.time(4),
            .leased_until = row.time(5),
            .sealed_content = row.maybe_text(6).value_or("")};
}

MessageState state_of(Row const& row) {
    auto const waiting = row.text(2) == "waiting";
    return {.kind = row.text(0),
            .purpose = row.text(1),
            .state = row.text(2),
            .tries = row.number(3),
            .made_at = row.time(4),
            .next_try_at = waiting ? row.maybe_time(5) : std::nullopt,
            .ended_at = row.maybe_time(6),
            .last_error = row.maybe_text(7)};
}

}  // namespace

bool Outbox::queue(Transaction& transaction, NewMessage const& message, Time now) {
    auto const id = new_id<NewMessage>(now, random_);
    auto const content = sealer_.seal(context_of(id), content_text(message.content));
    auto const is_new = transaction.run(insert_message, id, stored_name(kind_of(message.content)),
                                        message.purpose, message.about_id, message.send_number,
                                        message.practice_id, static_cast<int>(message.urgency), content, now,
                                        message.expires_at, std::max(now, message.not_before)) == 1;
    if (is_new) transaction.after_commit([&bell = bell_] { bell.ring(); });
    return is_new;
}

bool withdraw_waiting(Transaction& transaction, Send const& send) {
    return transaction.run(delete_waiting, send.purpose, send.about_id, send.number) == 1;
}

int next_send(Transaction& transaction, std::string const& about_id, std::string_view purpose) {
    return static_cast<int>(transaction.one(select_next_send, purpose, about_id)->number(0));
}

bool anything_due(Transaction& transaction, MessageKind kind, Time now) {
    return transaction
        .one(select_anything_due, stored_name(kind), now, impossible_after(now),
             put_off_to(Urgency::code, now), put_off_to(Urgency::asked_for, now),
             put_off_to(Urgency::other, now))
        .has_value();
}

std::vector<ClaimedMessage> claim_due(Transaction& transaction, MessageKind kind, Time now, int limit) {
    std::vector<ClaimedMessage> messages;
    for (auto const& due : transaction.all(
             select_due, stored_name(kind), now, impossible_after(now), put_off_to(Urgency::code, now),
             put_off_to(Urgency::asked_for, now), put_off_to(Urgency::other, now), limit)) {
        auto const row = transaction.one(lease_message, due.text(0), now, Time{now + lease_of(kind)},
                                         impossible_after(now));
        if (row) messages.push_back(claimed(*row));
    }
    return messages;
}

std::optional<MessageContent> open_content(Sealer const& sealer, MessageKind kind,
                                           ClaimedMessage const& message) {
    auto const text = sealer.open(context_of(message.claim.id), message.sealed_content);
    return text ? content_from(kind, *text) : std::nullopt;
}

bool mark_sent(Transaction& transaction, Claim const& claim, Time now) {
    return transaction.run(end_message, claim.id, claim.tries, "sent", now, nullptr) == 1;
}

bool mark_given_up(Transaction& transaction, Claim const& claim, Time now, std::string const& error) {
    return transaction.run(give_up_message, claim.id, claim.tries, now, error) == 1;
}

bool mark_expired(Transaction& transaction, Claim const& claim, Time now, std::string const& error) {
    return transaction.run(end_message, claim.id, claim.tries, "expired", now, error) == 1;
}

bool mark_retry(Transaction& transaction, Claim const& claim, Time next_try_at, std::string const& error) {
    return transaction.run(retry_message, claim.id, claim.tries, next_try_at, error) == 1;
}

bool forget_claimed(Transaction& transaction, Claim const& claim) {
    return transaction.run(delete_claimed, claim.id, claim.tries) == 1;
}

std::int64_t expire_overdue(Transaction& transaction, MessageKind kind, Time now) {
    return transaction.run(expire_messages, stored_name(kind), now);
}

std::int64_t take_up_again(Transaction& transaction, std::optional<Id<Practice>> const& practice_id,
                           Time now) {
    return transaction.run(take_up_messages, now, practice_id);
}

std::int64_t forget_given_up_expired(Transaction& transaction, Time now) {
    return transaction.run(forget_given_up, now);
}

std::int64_t forget_messages_ended_before(Transaction& transaction, Time when, int limit) {
    return transaction.run(delete_ended, when, limit);
}

std::int64_t recall(Transaction& transaction, std::string const& about_id, Time now) {
    return transaction.run(recall_messages, about_id, now);
}

std::int64_t count_waiting(Transaction& transaction, MessageKind kind) {
    return transaction.one(select_waiting, stored_name(kind))->number(0);
}

std::vector<MessageState> message_states(Transaction& transaction, std::string const& about_id) {
    std::vector<MessageState> states;
    for (auto const& row : transaction.all(select_states, about_id)) states.push_back(state_of(row));
    return states;
}

Sending newest_sending(Transaction& transaction, std::string const& about_id, std::string_view purpose) {
    auto const newest = transaction.one(select_newest, about_id, purpose);
    if (!newest || newest->text(0) == "sent") return Sending::sent;
    if (newest->text(0) == "expired") return Sending::expired;
    if (newest->text(0) == "given_up") return Sending::given_up;
    return newest->maybe_text(1) ? Sending::fails_for_now : Sending::on_its_way;
}

}  // namespace voordeur
