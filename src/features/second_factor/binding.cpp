// SPDX-License-Identifier: EUPL-1.2
#include "second_factor/binding.hpp"

#include "app.hpp"
#include "audit/audit.hpp"
#include "factors/challenge_rules.hpp"
#include "factors/sms/sms_factor.hpp"
#include "patients/patient_store.hpp"
#include "second_factor/bound.hpp"
#include "second_factor/set_up.mail.hpp"
#include "second_factor/tell_set_up.hpp"
#include "sessions/session_store.hpp"
#include "sms_code.hpp"
#include "store/database.hpp"
#include "urls.hpp"
#include "visitor.hpp"
#include "web/response.hpp"
#include "words/brand.hpp"

namespace voordeur {
namespace {

constexpr auto hidden_digits = "•• •• •• ";

void tell_phone_set_up(Transaction& transaction, App const& app, PatientVisitor const& visitor,
                       Challenge const& binding) {
    auto const facts = set_up_facts(app, visitor, sms_receiver(transaction, visitor).practice);
    tell_set_up(transaction, app, visitor,
                {facts,
                 mails::second_factor::set_up{.when = facts.when,
                                              .name = facts.name,
                                              .last_two = app.sms.phone_of(binding).last_two(),
                                              .address = facts.address},
                 binding.id.text()});
}

}  // namespace

std::optional<Challenge> lock_binding_of(Transaction& transaction, PatientVisitor const& visitor) {
    auto const session = find_session(transaction, visitor.session().token_hash, visitor.now());
    if (!session || !session->challenge_id) return std::nullopt;
    auto binding = lock_challenge(transaction, *session->challenge_id);
    if (!binding || binding->purpose != Purpose::bind || binding->facts.used_at || binding->facts.ended_at)
        return std::nullopt;
    return binding;
}

std::optional<PhoneNumber> known_phone_of(Transaction& transaction, App const& app,
                                          PatientVisitor const& visitor) {
    auto const e164 = known_phone(transaction, visitor.account().id, app.sealer);
    return e164 ? std::optional(PhoneNumber::from_e164(*e164)) : std::nullopt;
}

std::string shown_phone(App const& app, PatientVisitor const& visitor, Challenge const& binding) {
    auto const known = app.database.read(
        [&](Transaction& transaction) { return known_phone_of(transaction, app, visitor); });
    auto const phone = app.sms.phone_of(binding);
    if (known == phone) return hidden_digits + phone.last_two();
    return app.brand.follows_guide() ? phone.display_with_country() : phone.display();
}

UsedMethods methods_after_password(PatientVisitor const& visitor, Challenge const& binding) {
    return {{std::string(password_method), visitor.now()},
            {binding.kind, binding.facts.spent_at.value_or(visitor.now())}};
}

Response bind_phone(App const& app, PatientVisitor const& visitor, Challenge const& binding,
                    UsedMethods methods) {
    return bind_factor(app, visitor,
                       {.recorded = AuditType::second_factor_bound,
                        .bind =
                            [&](Transaction& transaction) {
                                if (!app.sms.bind(transaction, binding, visitor.now())) return false;
                                tell_phone_set_up(transaction, app, visitor, binding);
                                return true;
                            },
                        .done = urls::done,
                        .methods = std::move(methods)});
}

}  // namespace voordeur
