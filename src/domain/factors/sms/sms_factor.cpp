// SPDX-License-Identifier: EUPL-1.2
#include "factors/sms/sms_factor.hpp"

#include <algorithm>

#include "base/id.hpp"
#include "base/log.hpp"
#include "crypto/encoding.hpp"
#include "factors/factor_store.hpp"
#include "factors/sms/codes_unused.mail.hpp"
#include "factors/sms/words.hpp"
#include "practices/practice_store.hpp"
#include "values/gsm_text.hpp"
#include "values/person_name.hpp"
#include "words/dates.hpp"

namespace voordeur {
namespace {

constexpr std::size_t sms_places = 160;
// What no table knows has one budget, as a country has: whoever earns on it has numbers in many countries.
constexpr std::string_view unlisted_numbers = "unlisted";
constexpr std::int64_t unused_codes_before_warning = 3;

SmsStart refused_as(SmsVerdict const& verdict) {
    if (auto const* limit = std::get_if<SmsLimitReached>(&verdict)) return *limit;
    return SmsBudgetUsed{};
}

// Where one was asked for: a page that only shows what is left says nothing, however often it is opened.
void log_used_budget(SmsVerdict const& verdict, WantedSms const& wanted) {
    if (!std::holds_alternative<SmsBudgetUsed>(verdict)) return;
    log_warning("sms_budget_used", {{"practice_id", wanted.practice_id ? wanted.practice_id->text() : ""},
                                    {"country", wanted.country}});
}

std::string_view message_purpose(Purpose purpose) {
    return purpose == Purpose::bind ? "binding_code" : "sign_in_code";
}

}  // namespace

PhoneNumber SmsFactor::phone_of(Challenge const& challenge) const {
    return PhoneNumber::from_e164(secret_of(challenge, rooms_.sealer));
}

std::string SmsFactor::code_hash(Id<Challenge> const& challenge_id, Tan const& code) const {
    return rooms_.mac.of("one-time code", challenge_id.text() + " " + code.reveal());
}

WantedSms SmsFactor::wanted_sms(SmsReceiver const& receiver, PhoneNumber const& phone,
                                Purpose purpose) const {
    auto const country = phone.region();
    return {.account_id = receiver.account.id,
            .phone_key = phone_key(phone),
            .practice_id = receiver.practice ? std::optional(receiver.practice->id) : std::nullopt,
            .country = phone.is_listed() ? country : std::string(unlisted_numbers),
            .is_abroad = country != home_country,
            // The telephone that is asked is a factor already.
            .phone_is_bound = asks_for_a_factor(purpose),
            .for_recovery = purpose == Purpose::recover};
}

SmsVerdict SmsFactor::verdict(Transaction& transaction, WantedSms const& wanted, std::optional<Time> last,
                              Time now) const {
    auto history = sms_history(transaction, wanted, now);
    history.last_of_challenge = last;
    return may_send_sms(history, settings_.limits, now);
}

SmsStart SmsFactor::start(Transaction& transaction, SmsReceiver const& receiver, PhoneNumber const& phone,
                          Challenge challenge) const {
    auto const now = challenge.made_at;
    auto const wanted = wanted_sms(receiver, phone, challenge.purpose);
    // A refused flood of numbers makes no rows: only what may go is looked at again under a lock.
    auto allowed = verdict(transaction, wanted, std::nullopt, now);
    if (std::holds_alternative<SmsMayGo>(allowed)) {
        lock_sms_counts(transaction, wanted);
        allowed = verdict(transaction, wanted, std::nullopt, now);
    }
    log_used_budget(allowed, wanted);
    if (!std::holds_alternative<SmsMayGo>(allowed)) return refused_as(allowed);
    challenge.lookup_key = wanted.phone_key;
    add_challenge(transaction, challenge, phone.e164(), rooms_.sealer);
    send_code(transaction, receiver, challenge, now);
    return ChallengeStarted{challenge.id};
}

bool SmsFactor::is_offered(Transaction& transaction, Id<Account> const& account_id) {
    return may_bind_sms(find_factor(transaction, account_id, kind).has_value(),
                        is_without_sms(transaction, account_id));
}

SmsStart SmsFactor::start_binding(Transaction& transaction, SmsReceiver const& receiver,
                                  PhoneNumber const& phone, Time now) const {
    return start(transaction, receiver, phone,
                 {.id = new_id<Challenge>(now, rooms_.random),
                  .purpose = Purpose::bind,
                  .kind = std::string(kind.name),
                  .account_id = receiver.account.id,
                  .browser_key = receiver.browser_key,
                  .made_at = now});
}

bool SmsFactor::bind(Transaction& transaction, Challenge const& binding, Time now) const {
    if (!use_challenge(transaction, binding.id, now)) return false;
    auto const phone = phone_of(binding);
    add_factor(transaction,
               {new_id<Factor>(now, rooms_.random), binding.account_id, kind, std::string(phone.e164()),
                phone_key(phone)},
               rooms_.sealer, now);
    return true;
}

SmsStart SmsFactor::ask(Transaction& transaction, SmsReceiver const& receiver, Factor const& factor,
                        Time now) const {
    // Two presses at once: the second finds the first one's challenge.
    lock_account(transaction, receiver.account.id);
    if (auto const open =
            lock_open_challenge(transaction, {receiver.purpose, factor.id, receiver.browser_key}, now);
        open && is_open(transaction, *open, settings_.tries))
        return ChallengeStarted{open->id, false};
    return start(transaction, receiver, PhoneNumber::from_e164(secret_of(factor, rooms_.sealer)),
                 {.id = new_id<Challenge>(now, rooms_.random),
                  .purpose = receiver.purpose,
                  .kind = std::string(kind.name),
                  .account_id = receiver.account.id,
                  .factor_id = factor.id,
                  .browser_key = receiver.browser_key,
                  .made_at = now});
}

SmsVerdict SmsFactor::next_sms(Transaction& transaction, SmsReceiver const& receiver,
                               Challenge const& challenge, Time now) const {
    auto const codes = codes_of(transaction, challenge.id);
    auto const last = codes.empty() ? std::nullopt : std::optional(codes.front().made_at);
    auto const wanted = wanted_sms(receiver, phone_of(challenge), challenge.purpose);
    return verdict(transaction, wanted, last, now);
}

SmsVerdict SmsFactor::send_again(Transaction& transaction, SmsReceiver const& receiver,
                                 Challenge const& challenge, Time now) const {
    auto const wanted = wanted_sms(receiver, phone_of(challenge), challenge.purpose);
    lock_sms_counts(transaction, wanted);
    auto const allowed = next_sms(transaction, receiver, challenge, now);
    log_used_budget(allowed, wanted);
    if (std::holds_alternative<SmsMayGo>(allowed)) send_code(transaction, receiver, challenge, now);
    return allowed;
}

void SmsFactor::send_code(Transaction& transaction, SmsReceiver const& receiver, Challenge const& challenge,
                          Time now) const {
    auto const phone = phone_of(challenge);
    auto const code = Tan::make(rooms_.random);
    auto const number = add_code(transaction, new_id<StoredCode>(now, rooms_.random), challenge.id,
                                 {code_hash(challenge.id, code), now});
    auto const wanted = wanted_sms(receiver, phone, challenge.purpose);
    note_sms(transaction, new_id<WantedSms>(now, rooms_.random), wanted, now);
    NewMessage message;
    message.purpose = message_purpose(challenge.purpose);
    message.about_id = challenge.id.text();
    message.send_number = static_cast<int>(number);
    message.practice_id = wanted.practice_id;
    message.urgency = Urgency::code;
    message.expires_at = now + code_lifetime;
    message.content = Sms{.to_e164 = phone.e164(),
                          .text = sms_text(receiver, code),
                          .country = phone.region(),
                          .sender = rooms_.catalogue.sms_sender(
                              receiver.practice ? receiver.practice->name : "", receiver.account.language)};
    rooms_.outbox.queue(transaction, message, now);
    if (challenge.purpose == Purpose::sign_in) warn_of_unused_codes(transaction, receiver, challenge, now);
}

// Who gets codes that nobody uses: someone may be typing their password.
void SmsFactor::warn_of_unused_codes(Transaction& transaction, SmsReceiver const& receiver,
                                     Challenge const& challenge, Time now) const {
    if (unused_sign_in_codes(transaction, receiver.account.id, now) != unused_codes_before_warning) return;
    rooms_.notices.queue(
        transaction,
        {.mail = mails::sms::codes_unused{.when = date_and_time(now, receiver.account.language)},
         .purpose = "codes_unused",
         .about_id = challenge.id.text(),
         .to = receiver.account.email,
         .person = short_name(receiver.account.name),
         .practice = receiver.practice,
         .language = receiver.account.language,
         .expires_at = now + std::chrono::hours(48)},
        now);
}

// The last line lets the browser fill in the code, on this site only (WICG origin-bound one-time codes).
std::string SmsFactor::text_with(std::string const& practice, std::string const& code,
                                 Language language) const {
    words::sms::code const sentence{.code = code, .practice = practice};
    return gsm_text(rooms_.catalogue.text(sentence, language)) + "\n\n@" + settings_.site_host + " #" + code;
}

std::size_t SmsFactor::room_for_practice(Language language) const {
    auto const taken = gsm_length(text_with("", "000000", language));
    return sms_places - std::min(sms_places, taken);
}

// One SMS of 160 places whatever the practice is called.
void SmsFactor::tell_replaced(Transaction& transaction, SmsReceiver const& receiver, PhoneNumber const& phone,
                              Time now) const {
    auto const contact = contact_for(receiver.practice, rooms_.notices.operated_by());
    words::sms::replaced const sentence{.practice = contact.name, .phone = contact.phone};
    NewMessage message;
    message.purpose = "phone_replaced";
    message.about_id = new_id<SmsReceiver>(now, rooms_.random).text();
    if (receiver.practice) message.practice_id = receiver.practice->id;
    message.expires_at = now + std::chrono::hours(72);
    message.content = Sms{.to_e164 = phone.e164(),
                          .text = gsm_text(rooms_.catalogue.text(sentence, receiver.account.language)),
                          .country = phone.region(),
                          .sender = rooms_.catalogue.sms_sender(
                              receiver.practice ? receiver.practice->name : "", receiver.account.language)};
    rooms_.outbox.queue(transaction, message, now);
}

std::string SmsFactor::sms_text(SmsReceiver const& receiver, Tan const& code) const {
    auto name = gsm_text(receiver.practice ? receiver.practice->name
                                           : rooms_.catalogue.term("service", receiver.account.language));
    for (;;) {
        auto const text = text_with(name, code.reveal(), receiver.account.language);
        if (gsm_length(text) <= sms_places || name.empty()) return text;
        while (!name.empty() && (static_cast<unsigned char>(name.back()) & 0xC0) == 0x80) name.pop_back();
        name.pop_back();
    }
}

Sending SmsFactor::sending_of(Transaction& transaction, Purpose purpose, Id<Challenge> const& challenge_id) {
    return newest_sending(transaction, challenge_id.text(), message_purpose(purpose));
}

AnswerOutcome SmsFactor::check_code(Transaction& transaction, Challenge const& challenge, Tan const& typed,
                                    Time now) const {
    auto const typed_hash = code_hash(challenge.id, typed);
    Compared compared{.match = Match::wrong, .typed = typed.reveal(), .with = {}};
    std::vector<SentCode> sent;
    for (auto const& code : codes_of(transaction, challenge.id)) {
        sent.push_back({code.made_at, same_secret(code.hash, typed_hash)});
        compared.with.push_back(code.hash);
    }
    compared.match = match_code(sent, now);
    return judge_answer(transaction, challenge, compared, {rooms_.mac, settings_.tries, now});
}

}  // namespace voordeur
