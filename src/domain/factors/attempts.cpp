// SPDX-License-Identifier: EUPL-1.2
#include "factors/attempts.hpp"

#include <stdexcept>

#include "base/id.hpp"
#include "base/log.hpp"
#include "base/overloaded.hpp"
#include "crypto/encoding.hpp"
#include "values/gsm_text.hpp"

namespace voordeur {
namespace {

constexpr std::size_t sms_places = 160;
constexpr std::int64_t unused_codes_before_warning = 3;

template <class Outcome>
Outcome refused_as(SmsVerdict const& verdict) {
    if (auto const* limit = std::get_if<SmsLimitReached>(&verdict)) return *limit;
    return SmsBudgetUsed{};
}

CodeOutcome refused(CodeMatch match, std::int64_t tries_left, bool is_repeated) {
    if (match == CodeMatch::expired) return CodeExpired{tries_left, is_repeated};
    return CodeWrong{tries_left, is_repeated};
}

std::vector<SentCode> compared(std::vector<StoredCode> const& sent, std::string const& typed_hash) {
    std::vector<SentCode> codes;
    for (auto const& code : sent) codes.push_back({code.made_at, same_secret(code.hash, typed_hash)});
    return codes;
}

// Read again: what it was before is what another request has changed since.
CodeOutcome over_or_used(Transaction& transaction, Attempt const& attempt) {
    auto const current = find_attempt(transaction, attempt.id);
    if (current && current->spent_at) return CodeUsed{};
    return AttemptOver{};
}

}  // namespace

bool is_own_try(CodeOutcome const& outcome) {
    return std::visit(
        overloaded{[](CodeUsed) { return false; }, [](CodeWrong wrong) { return !wrong.is_repeated; },
                   [](CodeExpired expired) { return !expired.is_repeated; },
                   [](auto const&) { return true; }},
        outcome);
}

void Attempts::configure(LimitsConfig const& limits, std::string site_host) {
    tries_ = limits.tries_code;
    sms_limits_ = {std::chrono::seconds(limits.sms_resend_seconds), limits.sms_an_hour, limits.sms_a_day,
                   limits.sms_practice_a_day, limits.sms_country_a_day};
    site_host_ = std::move(site_host);
}

SealContext Attempts::attempt_phone_context(std::string const& attempt_id) {
    return {"attempt", "phone", attempt_id};
}

SealContext Attempts::factor_phone_context(std::string const& factor_id) {
    return {"second_factor", "phone", factor_id};
}

PhoneNumber Attempts::phone_of(Attempt const& attempt) const {
    auto const phone = rooms_.sealer.open(attempt_phone_context(attempt.id), attempt.sealed_phone);
    if (!phone) throw std::runtime_error("the telephone of an attempt does not open with this key ring");
    return PhoneNumber::from_e164(*phone);
}

std::string Attempts::code_hash(std::string const& attempt_id, Tan const& code) const {
    return rooms_.mac.of("one-time code", attempt_id + " " + code.reveal());
}

std::string Attempts::mac_of_try(Attempt const& attempt, std::vector<StoredCode> const& sent,
                                 Tan const& typed) const {
    auto text = attempt.id + " " + typed.reveal();
    for (auto const& code : sent) text += " " + code.hash;
    return rooms_.mac.of("code try", text);
}

SmsAsked Attempts::asked_for(SmsReceiver const& receiver, PhoneNumber const& phone, bool is_bound) const {
    SmsAsked asked;
    asked.account_id = receiver.account.id;
    asked.phone_key = phone_key(phone);
    if (receiver.practice) asked.practice_id = receiver.practice->id;
    asked.country = phone.region();
    asked.is_abroad = asked.country != home_country;
    asked.phone_is_bound = is_bound;
    return asked;
}

SmsVerdict Attempts::verdict(Transaction& transaction, SmsAsked const& asked, std::optional<Time> last,
                             Time now) const {
    auto history = sms_history(transaction, asked, now);
    history.last_of_attempt = last;
    auto const allowed = may_send_sms(history, sms_limits_, now);
    if (std::holds_alternative<SmsBudgetUsed>(allowed))
        log_warning("sms_budget_used",
                    {{"practice_id", asked.practice_id.value_or("")}, {"country", asked.country}});
    return allowed;
}

Attempt Attempts::new_attempt(AttemptKind kind, SmsReceiver const& receiver, PhoneNumber const& phone,
                              Time now) const {
    Attempt attempt;
    attempt.id = new_id(now, rooms_.random);
    attempt.kind = kind;
    attempt.account_id = receiver.account.id;
    attempt.browser_key = receiver.browser_key;
    attempt.sealed_phone = rooms_.sealer.seal(attempt_phone_context(attempt.id), phone.e164());
    attempt.phone_key = phone_key(phone);
    attempt.made_at = now;
    return attempt;
}

BindingOutcome Attempts::start_binding(Transaction& transaction, SmsReceiver const& receiver,
                                       PhoneNumber const& phone, Time now) const {
    auto const asked = asked_for(receiver, phone, false);
    lock_sms_counts(transaction, asked);
    auto const allowed = verdict(transaction, asked, std::nullopt, now);
    if (!std::holds_alternative<SmsMayGo>(allowed)) return refused_as<BindingOutcome>(allowed);
    auto const attempt = new_attempt(AttemptKind::binding, receiver, phone, now);
    add_attempt(transaction, attempt);
    send_code(transaction, receiver, attempt, now);
    return AttemptStarted{attempt.id};
}

SignInOutcome Attempts::start_sign_in(Transaction& transaction, SmsReceiver const& receiver, Time now) const {
    // Two presses at once: the second finds the first one's attempt.
    lock_account(transaction, receiver.account.id);
    auto const factor = find_second_factor(transaction, receiver.account.id);
    if (!factor) throw std::logic_error("no second factor to sign in with");
    if (factor_is_worn_out(factor->failed_attempts)) return FactorWornOut{};
    if (factor->wait_until && now < *factor->wait_until) return FactorWaits{*factor->wait_until};
    if (auto const open =
            find_open_sign_in(transaction, receiver.account.id, receiver.browser_key, now - attempt_goes_on);
        open && open->tries < tries_)
        return AttemptStarted{open->id};
    auto const phone = rooms_.sealer.open(factor_phone_context(factor->id), factor->sealed_phone);
    if (!phone) throw std::runtime_error("the telephone of a second factor does not open with this key ring");
    auto const number = PhoneNumber::from_e164(*phone);
    auto const asked = asked_for(receiver, number, true);
    lock_sms_counts(transaction, asked);
    auto const allowed = verdict(transaction, asked, std::nullopt, now);
    if (!std::holds_alternative<SmsMayGo>(allowed)) return refused_as<SignInOutcome>(allowed);
    auto const attempt = new_attempt(AttemptKind::sign_in, receiver, number, now);
    add_attempt(transaction, attempt);
    send_code(transaction, receiver, attempt, now);
    return AttemptStarted{attempt.id};
}

SmsVerdict Attempts::next_sms(Transaction& transaction, SmsReceiver const& receiver, Attempt const& attempt,
                              Time now) const {
    auto const codes = codes_of(transaction, attempt.id);
    auto const last = codes.empty() ? std::nullopt : std::optional(codes.front().made_at);
    auto const asked = asked_for(receiver, phone_of(attempt), attempt.kind == AttemptKind::sign_in);
    return verdict(transaction, asked, last, now);
}

SmsVerdict Attempts::send_again(Transaction& transaction, SmsReceiver const& receiver, Attempt const& attempt,
                                Time now) const {
    lock_sms_counts(transaction,
                    asked_for(receiver, phone_of(attempt), attempt.kind == AttemptKind::sign_in));
    auto const allowed = next_sms(transaction, receiver, attempt, now);
    if (std::holds_alternative<SmsMayGo>(allowed)) send_code(transaction, receiver, attempt, now);
    return allowed;
}

void Attempts::send_code(Transaction& transaction, SmsReceiver const& receiver, Attempt const& attempt,
                         Time now) const {
    auto const phone = phone_of(attempt);
    auto const code = Tan::make(rooms_.random);
    auto const number =
        add_code(transaction, new_id(now, rooms_.random), attempt.id, {code_hash(attempt.id, code), now});
    auto asked = asked_for(receiver, phone, attempt.kind == AttemptKind::sign_in);
    asked.id = new_id(now, rooms_.random);
    note_sms(transaction, asked, now);
    NewMessage message;
    message.purpose = attempt.kind == AttemptKind::sign_in ? "sign_in_code" : "binding_code";
    message.about_id = attempt.id;
    message.send_number = static_cast<int>(number);
    message.practice_id = asked.practice_id;
    message.urgency = Urgency::code;
    message.expires_at = now + code_lifetime;
    message.content = Sms{.to_e164 = phone.e164(),
                          .text = sms_text(receiver, code),
                          .country = phone.region(),
                          .sender = rooms_.catalogue.term("sms_sender", receiver.account.language)};
    rooms_.outbox.queue(transaction, message, now);
    if (attempt.kind == AttemptKind::sign_in) warn_of_unused_codes(transaction, receiver, attempt, now);
}

// Who gets codes that nobody uses: someone may be typing their password.
void Attempts::warn_of_unused_codes(Transaction& transaction, SmsReceiver const& receiver,
                                    Attempt const& attempt, Time now) const {
    if (unused_sign_in_codes(transaction, receiver.account.id, now) != unused_codes_before_warning) return;
    rooms_.notices.queue(transaction,
                         {.file = "factors/codes_unused",
                          .purpose = "codes_unused",
                          .about_id = attempt.id,
                          .to = receiver.account.email,
                          .practice = receiver.practice,
                          .language = receiver.account.language,
                          .expires_at = now + std::chrono::hours(48)},
                         now);
}

// One SMS of 160 places whatever the practice is called; the last line lets the browser fill in the code, on
// this site only (WICG origin-bound one-time codes).
std::string Attempts::sms_text(SmsReceiver const& receiver, Tan const& code) const {
    auto const last_line = "\n\n@" + site_host_ + " #" + code.reveal();
    auto name = gsm_text(receiver.practice ? receiver.practice->name
                                           : rooms_.catalogue.term("service", receiver.account.language));
    for (;;) {
        auto const text = gsm_text(rooms_.catalogue.text("factors.sms_code"_w, receiver.account.language,
                                                         {{"code", code.reveal()}, {"practice", name}})) +
                          last_line;
        if (gsm_length(text) <= sms_places || name.empty()) return text;
        while (!name.empty() && (static_cast<unsigned char>(name.back()) & 0xC0) == 0x80) name.pop_back();
        name.pop_back();
    }
}

CodeOutcome Attempts::check_code(Transaction& transaction, Attempt const& attempt, Tan const& typed,
                                 Time now) const {
    auto const sent = codes_of(transaction, attempt.id);
    auto const match = match_code(compared(sent, code_hash(attempt.id, typed)), now);
    auto const mac = mac_of_try(attempt, sent, typed);
    auto const is_open = !attempt.spent_at && !attempt.ended_at && attempt.tries < tries_;
    if (is_open && attempt.last_wrong_code == mac) return refused(match, tries_ - attempt.tries, true);
    auto const tries = take_code_try(transaction, attempt.id, tries_);
    if (!tries) return over_or_used(transaction, attempt);
    if (match == CodeMatch::right) {
        if (!spend_attempt(transaction, attempt.id, now)) return over_or_used(transaction, attempt);
        if (attempt.kind == AttemptKind::sign_in) note_right_code(transaction, attempt.account_id);
        return CodeRight{};
    }
    // With its first wrong code an attempt has failed, until a right one comes: whoever leaves each after
    // four guesses is counted too.
    if (attempt.kind == AttemptKind::sign_in && *tries == 1)
        note_failed_attempt(transaction, attempt.account_id, now);
    if (*tries >= tries_) {
        end_attempt(transaction, attempt.id, now);
        return AttemptOver{};
    }
    note_wrong_code(transaction, attempt.id, mac);
    return refused(match, tries_ - *tries, false);
}

}  // namespace voordeur
