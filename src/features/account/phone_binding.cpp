// SPDX-License-Identifier: EUPL-1.2
#include "account/phone_binding.hpp"

#include "account/changed.hpp"
#include "account/words.hpp"
#include "accounts/account_store.hpp"
#include "app.hpp"
#include "audit/audit.hpp"
#include "factors/asking.hpp"
#include "factors/factor_store.hpp"
#include "known_browser.hpp"
#include "sms_code.hpp"
#include "store/database.hpp"
#include "visitor.hpp"

namespace voordeur {
namespace {

std::optional<Challenge> lock_binding_here(Transaction& transaction, App const& app,
                                           PatientVisitor const& visitor) {
    return lock_open_set_up(transaction, SmsFactor::kind,
                            {visitor.account().id, this_browser(app, visitor).token}, visitor.now());
}

// Its challenges prove nothing any more either. Which number it was, for telling it.
std::optional<PhoneNumber> end_old_phone(Transaction& transaction, App const& app, Factor const& old,
                                         Time now) {
    auto const phone = PhoneNumber::from_e164(secret_of(old, app.sealer));
    end_challenges_of_factor(transaction, old.id, now);
    end_factor(transaction, old.id, now);
    return phone;
}

// What the old number proved in this session, it proves no more; the new one just did.
PatientVisitor with_new_phone(PatientVisitor visitor) {
    auto& methods = visitor.signed_in.value().methods;
    std::erase_if(methods, [](UsedMethod const& method) { return method.name == SmsFactor::kind.name; });
    methods.push_back({std::string(SmsFactor::kind.name), visitor.now()});
    return visitor;
}

CookieToken bind(Transaction& transaction, App const& app, PatientVisitor const& visitor,
                 Challenge const& binding) {
    auto const& account_id = visitor.account().id;
    auto const old = find_factor(transaction, account_id, SmsFactor::kind);
    auto const last_two = std::string(app.sms.phone_of(binding).last_two());
    std::optional<PhoneNumber> old_phone;
    if (old) old_phone = end_old_phone(transaction, app, *old, visitor.now());
    app.sms.bind(transaction, binding, visitor.now());
    auto const fresh = find_factor(transaction, account_id, SmsFactor::kind);
    if (old && old->facts.is_preferred && fresh) prefer_factor(transaction, account_id, fresh->id);
    auto const proved = with_new_phone(visitor);
    if (!old_phone)
        return note_change(
            transaction, app, proved,
            {words::account::told_phone_added{.last_two = last_two}, AuditType::second_factor_bound});
    app.sms.tell_replaced(transaction, sms_receiver(transaction, visitor), *old_phone, visitor.now());
    return note_change(
        transaction, app, proved,
        {words::account::told_phone{.last_two = last_two}, AuditType::second_factor_sms_replaced});
}

}  // namespace

std::optional<OpenPhoneBinding> open_phone_binding(App const& app, PatientVisitor const& visitor) {
    return app.database.read([&](Transaction& transaction) -> std::optional<OpenPhoneBinding> {
        auto const binding = lock_binding_here(transaction, app, visitor);
        if (!binding) return std::nullopt;
        auto const receiver = sms_receiver(transaction, visitor);
        return OpenPhoneBinding{*binding, app.sms.next_sms(transaction, receiver, *binding, visitor.now()),
                                SmsFactor::sending_of(transaction, Purpose::bind, binding->id)};
    });
}

std::optional<SmsStart> start_phone_binding(App const& app, PatientVisitor const& visitor,
                                            PhoneNumber const& phone) {
    return app.database.transaction([&](Transaction& transaction) -> std::optional<SmsStart> {
        if (!lock_for_change(transaction, visitor)) return SmsBudgetUsed{};
        if (!SmsFactor::is_offered(transaction, visitor.account().id)) return std::nullopt;
        auto receiver = sms_receiver(transaction, visitor);
        auto const open = lock_binding_here(transaction, app, visitor);
        if (open && !open->facts.spent_at && open->lookup_key == app.sms.phone_key(phone) &&
            std::holds_alternative<SmsTooSoon>(app.sms.next_sms(transaction, receiver, *open, visitor.now())))
            return ChallengeStarted{open->id, false};
        receiver.browser_key = this_browser(app, visitor).token;
        auto outcome = app.sms.start_binding(transaction, receiver, phone, visitor.now());
        record_step(transaction, app, visitor,
                    {.type = AuditType::second_factor_sms,
                     .action = Action::create,
                     .outcome = std::holds_alternative<ChallengeStarted>(outcome) ? Outcome::success
                                                                                  : Outcome::refused,
                     .object = visitor.account().id});
        return outcome;
    });
}

std::optional<Id<Challenge>> send_phone_code_again(App const& app, PatientVisitor const& visitor) {
    return app.database.transaction([&](Transaction& transaction) -> std::optional<Id<Challenge>> {
        if (!lock_for_change(transaction, visitor)) return std::nullopt;
        auto const binding = lock_binding_here(transaction, app, visitor);
        if (!binding || binding->facts.spent_at) return std::nullopt;
        auto const verdict =
            app.sms.send_again(transaction, sms_receiver(transaction, visitor), *binding, visitor.now());
        return std::holds_alternative<SmsMayGo>(verdict) ? std::optional(binding->id) : std::nullopt;
    });
}

PhoneProved prove_phone(App const& app, PatientVisitor const& visitor, Tan const& typed) {
    return app.database.transaction([&](Transaction& transaction) -> PhoneProved {
        if (!lock_for_change(transaction, visitor)) return {ChallengeUsed{}};
        auto const binding = lock_binding_here(transaction, app, visitor);
        if (!binding) return {ChallengeUsed{}};
        PhoneProved proved{app.sms.check_code(transaction, *binding, typed, visitor.now())};
        if (!is_own_try(proved.outcome)) return proved;
        auto const is_right = std::holds_alternative<AnswerRight>(proved.outcome);
        record_step(transaction, app, visitor,
                    {.type = AuditType::second_factor_code,
                     .outcome = is_right ? Outcome::success : Outcome::refused,
                     .object = visitor.account().id});
        if (is_right) proved.session = bind(transaction, app, visitor, *binding);
        return proved;
    });
}

}  // namespace voordeur
