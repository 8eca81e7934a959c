// SPDX-License-Identifier: EUPL-1.2
#include "outbox/delivery.hpp"

#include <chrono>
#include <exception>
#include <thread>
#include <utility>

#include "base/log.hpp"
#include "outbox/message_content.hpp"

namespace voordeur {
namespace {

constexpr std::chrono::seconds pause_before_noting_again{1};

}  // namespace

struct Delivery::Ending {
    enum class State { sent, retry, expired, given_up, to_nobody };
    State state;
    Time at;  // of the next try for retry, else of the ending
    std::string error;
};

bool Delivery::deliver_one(std::stop_token const& stop) {
    auto const now = rooms_.clock.now();
    if (!rooms_.database.read([&](Transaction& look) { return anything_due(look, kind_, now); }))
        return false;
    if (!may_try(now)) return false;
    auto const message = claim_or_give_turn_back(now);
    if (!message) return false;
    auto const content = open_content(rooms_.sealer, kind_, *message);
    if (content && is_to_nobody(*content)) {
        give_turn_back(now);
        note(*message, {Ending::State::to_nobody, now, ""}, stop);
        return true;
    }
    auto const outcome = content ? send(message->claim.id, *content)
                                 : SendOutcome{SendResult::never, "the key ring does not open the content"};
    learn(*message, outcome);
    note(*message, ending_of(*message, outcome), stop);
    return true;
}

// nullopt: what was due had expired, or another worker was first.
std::optional<ClaimedMessage> Delivery::claim(Time now) {
    auto const [expired, claimed] = rooms_.database.transaction([&](Transaction& transaction) {
        auto const overdue = expire_overdue(transaction, kind_, now);
        return std::pair(overdue, claim_due(transaction, kind_, now, 1));
    });
    counts_.expired += static_cast<std::uint64_t>(expired);
    if (expired > 0)
        log_warning("messages_expired", {{"kind", std::string(stored_name(kind_))}, {"count", expired}});
    if (claimed.empty()) return std::nullopt;
    return claimed.front();
}

std::optional<ClaimedMessage> Delivery::claim_or_give_turn_back(Time now) {
    try {
        if (auto claimed = claim(now)) return claimed;
    } catch (...) {
        give_turn_back(now);
        throw;
    }
    give_turn_back(now);
    return std::nullopt;
}

SendOutcome Delivery::send(Id<NewMessage> const& id, MessageContent const& content) {
    try {
        auto const outcome =
            std::visit([&](auto const& item) { return rooms_.transport.send(id, item); }, content);
        count_country(content, outcome);
        return outcome;
    } catch (std::exception const& failure) {
        log_error("message_send_failed", {{"id", id.text()}, {"error", failure.what()}});
        return {SendResult::later, "internal error"};
    }
}

void Delivery::count_country(MessageContent const& content, SendOutcome const& outcome) {
    auto const* const sms = std::get_if<Sms>(&content);
    if (sms == nullptr || outcome.result != SendResult::sent) return;
    std::lock_guard const lock(mutex_);
    ++sent_by_country_[sms->country];
}

std::map<std::string, std::uint64_t> Delivery::sent_by_country() const {
    std::lock_guard const lock(mutex_);
    return sent_by_country_;
}

// True for one caller when the circuit has just closed again: that message tries for all.
bool Delivery::may_try(Time now) {
    std::lock_guard const lock(mutex_);
    if (is_open(circuit_, now)) return false;
    circuit_ = while_trying(circuit_, kind_, now);
    return true;
}

// Nothing was sent: the next message may try for all, unless another one's failure keeps it waiting by now.
void Delivery::give_turn_back(Time now) {
    std::lock_guard const lock(mutex_);
    auto const is_ours = circuit_.closed_again_at == now + longest_send(kind_);
    if (has_opened(circuit_) && is_ours) circuit_.closed_again_at = now;
}

void Delivery::learn(ClaimedMessage const& message, SendOutcome const& outcome) {
    std::lock_guard const lock(mutex_);
    auto const now = rooms_.clock.now();
    auto const had_opened = has_opened(circuit_), was_down = is_down(circuit_);
    circuit_ = after(circuit_, {kind_, message.claim.id.text(), outcome.result, outcome.error}, now);
    LogField const kind{"kind", std::string(stored_name(kind_))};
    LogField const error{"error", outcome.error};
    // Only whoever runs this can mend it.
    if (is_refused(circuit_) || outcome.result == SendResult::refuses_us)
        log_error("gateway_refuses", {kind, error});
    // Once, however many were on their way.
    if (is_down(circuit_) && !was_down) log_warning("gateway_down", {kind, error});
    if (had_opened && !has_opened(circuit_)) log_info("gateway_back", {kind});
}

bool Delivery::is_held_up() const {
    std::lock_guard const lock(mutex_);
    return has_opened(circuit_);
}

Delivery::Ending Delivery::ending_of(ClaimedMessage const& message, SendOutcome const& outcome) const {
    auto const now = rooms_.clock.now();
    if (outcome.result == SendResult::sent) return {Ending::State::sent, now, ""};
    if (outcome.result == SendResult::never) return {Ending::State::given_up, now, outcome.error};
    auto const next = next_try({message.urgency, message.claim.tries, now, message.expires_at});
    if (next) return {Ending::State::retry, *next, outcome.error};
    return {Ending::State::expired, now, outcome.error};
}

// A message that was sent but not noted as such is sent twice, so noting goes on for as long as the lease
// holds.
void Delivery::note(ClaimedMessage const& message, Ending const& ending, std::stop_token const& stop) {
    auto const write = [&](Transaction& transaction) {
        switch (ending.state) {
            case Ending::State::sent:
                return mark_sent(transaction, message.claim, ending.at);
            case Ending::State::retry:
                return mark_retry(transaction, message.claim, ending.at, ending.error);
            case Ending::State::expired:
                return mark_expired(transaction, message.claim, ending.at, ending.error);
            case Ending::State::to_nobody:
                return forget_claimed(transaction, message.claim);
            case Ending::State::given_up:
                break;
        }
        return mark_given_up(transaction, message.claim, ending.at, ending.error);
    };
    for (;;) {
        try {
            if (rooms_.database.transaction(write)) return tell(message, ending);
            return log_warning("message_lease_lost", {{"id", message.claim.id.text()}});
        } catch (StoreError const&) {
            auto const last = message.leased_until - pause_before_noting_again;
            if (stop.stop_requested() || rooms_.clock.now() >= last) throw;
        }
        std::this_thread::sleep_for(pause_before_noting_again);
    }
}

void Delivery::tell(ClaimedMessage const& message, Ending const& ending) {
    LogField const id{"id", message.claim.id.text()};
    LogField const purpose{"purpose", message.purpose};
    LogField const tries{"tries", message.claim.tries};
    LogField const error{"error", ending.error};
    switch (ending.state) {
        case Ending::State::sent:
            ++counts_.sent;
            return log_info("message_sent", {id, purpose, tries});
        case Ending::State::retry:
            ++counts_.retried;
            return log_warning("message_retry", {id, purpose, tries, error});
        case Ending::State::expired:
            ++counts_.expired;
            return log_warning("message_expired", {id, purpose, tries, error});
        case Ending::State::given_up:
            ++counts_.given_up;
            return log_error("message_given_up", {id, purpose, tries, error});
        case Ending::State::to_nobody:
            return;
    }
}

}  // namespace voordeur
