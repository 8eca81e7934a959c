// SPDX-License-Identifier: EUPL-1.2
// The table `message`. A message is waiting until it is sent, expired or given up. Its content is gone then;
// that of one that was given up when it would have expired.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "crypto/sealer.hpp"
#include "outbox/bell.hpp"
#include "outbox/message.hpp"
#include "store/database.hpp"

namespace voordeur {

// What a step puts its messages into. Thread safe.
class Outbox {
  public:
    Outbox(Sealer const& sealer, Random& random, Bell& bell)
        : sealer_(sealer), random_(random), bell_(bell) {}

    // In the step's own transaction: sent if and only if the step was done. False when this send (purpose,
    // about_id, send_number) was queued before; nothing is changed then. The bell rings after the commit.
    bool queue(Transaction& transaction, NewMessage const& message, Time now);

    // Whether this process sends what is queued, so that it is worth waiting a moment to see how that goes.
    bool is_emptied_here() const { return bell_.is_heard(); }

  private:
    Sealer const& sealer_;
    Random& random_;
    Bell& bell_;
};

// The number of one more send of the same purpose about the same row.
int next_send(Transaction& transaction, std::string const& about_id, std::string_view purpose);

// The right to one try of a message, until the lease ends. `tries` counts this one.
struct Claim {
    Id<NewMessage> id;
    std::int64_t tries;
};

struct ClaimedMessage {
    Claim claim;
    std::string purpose;
    Urgency urgency;
    Time expires_at;
    Time leased_until;
    std::string sealed_content;
};

// Whether claim_due or expire_overdue would find anything; for a look that takes no write lock.
bool anything_due(Transaction& transaction, MessageKind kind, Time now);

// The most urgent due messages, at most `limit`, leased to the caller, their tries raised. Another worker's
// are left out until that lease has ended.
std::vector<ClaimedMessage> claim_due(Transaction& transaction, MessageKind kind, Time now, int limit);

// nullopt: the key ring does not open it.
std::optional<MessageContent> open_content(Sealer const& sealer, MessageKind kind,
                                           ClaimedMessage const& message);

// How a try ended. False, and nothing changed, when the claim is no longer the caller's. `error` is a code or
// a library's fixed text, never a peer's own words, which may hold an address.
bool mark_sent(Transaction& transaction, Claim const& claim, Time now);
bool mark_given_up(Transaction& transaction, Claim const& claim, Time now, std::string const& error);
bool mark_expired(Transaction& transaction, Claim const& claim, Time now, std::string const& error);
bool mark_retry(Transaction& transaction, Claim const& claim, Time next_try_at, std::string const& error);
// As if it had never been.
bool forget_claimed(Transaction& transaction, Claim const& claim);

// Ends what nobody holds and nobody needs any more, and answers how many.
std::int64_t expire_overdue(Transaction& transaction, MessageKind kind, Time now);

// One send, by its name (NewMessage).
struct Send {
    std::string_view purpose;
    std::string about_id;
    int number = 1;
};
// Takes it back as if it had never been queued, so that it may be queued anew. False: a worker has it, or
// had.
bool withdraw_waiting(Transaction& transaction, Send const& send);

// What was not sent yet about a row is not sent any more, but for what a worker is sending at this moment,
// and nothing is kept of what it said; how many.
std::int64_t recall(Transaction& transaction, std::string const& about_id, Time now);

// What was given up and is still of use waits again, of one practice or of all; how many.
std::int64_t take_up_again(Transaction& transaction, std::optional<Id<Practice>> const& practice_id,
                           Time now);
std::int64_t forget_given_up_expired(Transaction& transaction, Time now);
// At most `limit` at once.
std::int64_t forget_messages_ended_before(Transaction& transaction, Time when, int limit);

std::int64_t count_waiting(Transaction& transaction, MessageKind kind);

// For `voordeur registrations`: where the messages about one row stand, oldest first.
struct MessageState {
    std::string kind;  // email or sms
    std::string purpose;
    std::string state;  // waiting, sent, expired or given_up
    std::int64_t tries;
    Time made_at;
    std::optional<Time> next_try_at;  // while waiting
    std::optional<Time> ended_at;
    std::optional<std::string> last_error;
};
std::vector<MessageState> message_states(Transaction& transaction, std::string const& about_id);

// How the newest message of one purpose about a row fares; sent where there is none.
enum class Sending { on_its_way, fails_for_now, sent, expired, given_up };
Sending newest_sending(Transaction& transaction, std::string const& about_id, std::string_view purpose);

}  // namespace voordeur
