// SPDX-License-Identifier: EUPL-1.2
#include "second_factor/phone.hpp"

#include <algorithm>
#include <stdexcept>

#include "accounts/account_store.hpp"
#include "app.hpp"
#include "audit/audit.hpp"
#include "base/overloaded.hpp"
#include "factors/challenge_store.hpp"
#include "factors/passkeys/passkeys.hpp"
#include "factors/sms/sms_factor.hpp"
#include "filled_in.hpp"
#include "go_on.hpp"
#include "page.hpp"
#include "progress.hpp"
#include "second_factor/binding.hpp"
#include "second_factor/methods.html.hpp"
#include "second_factor/phone.html.hpp"
#include "second_factor/sms_sent.html.hpp"
#include "second_factor/words.hpp"
#include "sms_code.hpp"
#include "store/database.hpp"
#include "urls.hpp"
#include "values/text.hpp"
#include "visitor.hpp"
#include "web/response.hpp"
#include "words.hpp"
#include "words/brand.hpp"
#include "words/country_names.hpp"

namespace voordeur {
namespace {

namespace html = html::second_factor_phone;

struct PhoneForm {
    std::string country = "NL";
    std::string phone;
    std::optional<FilledWord> error;
};

// The usual ones, then the rest by name.
std::vector<NamedCountry> named_countries(Language language) {
    std::vector<NamedCountry> countries;
    for (auto const& country : countries_with_mobile_numbers())
        countries.push_back({country.region, country.calling_code, country_name(country.region, language)});
    sort_by_name(std::span(countries).subspan(usual_countries), language);
    return countries;
}

std::vector<NamedCountry> const& countries_of_the_list(Language language) {
    static auto const dutch = named_countries(Language::dutch), english = named_countries(Language::english);
    return language == Language::dutch ? dutch : english;
}

// "Suriname (+597)"; the printed instruction shows "NL +31".
std::string text_of(NamedCountry const& country, Brand const& brand) {
    auto const code = "+" + std::to_string(country.calling_code);
    if (brand.follows_guide()) return country.region + " " + code + " " + country.name;
    return country.name + " (" + code + ")";
}

void list_countries(Page& page, App const& app, Language language, std::string const& selected) {
    for (auto const& country : countries_of_the_list(language)) {
        auto item = page.add(html::COUNTRY);
        item.set(html::REGION, country.region).set(html::COUNTRY_TEXT, text_of(country, app.brand));
        if (country.region == selected) item.show(html::SELECTED);
    }
}

// One press, where the practice told the number.
void offer_known_phone(Page& page, App const& app, PatientVisitor const& visitor) {
    auto const known = app.database.read(
        [&](Transaction& transaction) { return known_phone_of(transaction, app, visitor); });
    if (known) page.show(html::KNOWN{.last_two = known->last_two()});
}

Response phone_page(App const& app, PatientVisitor const& visitor, PhoneForm const& form) {
    auto page = page_for(app, visitor, html::file, words::second_factor::phone_title);
    page.set(html::ACTION, urls::phone);
    fill_progress(page, html::PROGRESS, app, visitor);
    offer_known_phone(page, app, visitor);
    if (!app.brand.follows_guide())
        page.set(html::METHODS_URL, std::string(urls::second_factor) + "?kies").show(html::APP);
    list_countries(page, app, visitor.language, form.country);
    page.field(html::PHONE_FIELD, TextField{.name = "phone",
                                            .label = words::second_factor::phone_label,
                                            .hint = words::second_factor::phone_hint,
                                            .value = form.phone,
                                            .autocomplete = "tel-national",
                                            .inputmode = "tel",
                                            .error = form.error});
    return page.respond(form.error ? 422 : 200);
}

bool is_sms_offered(App const& app, PatientVisitor const& visitor) {
    return app.database.read(
        [&](Transaction& transaction) { return SmsFactor::is_offered(transaction, visitor.account().id); });
}

Word word_of(PhoneRefusal refusal) {
    switch (refusal) {
        case PhoneRefusal::not_a_number:
            return words::second_factor::phone_not_a_number;
        case PhoneRefusal::too_short:
            return words::second_factor::phone_too_short;
        case PhoneRefusal::too_long:
            return words::second_factor::phone_too_long;
        case PhoneRefusal::not_mobile:
            return words::second_factor::phone_not_mobile;
        case PhoneRefusal::machine_number:
            return words::second_factor::phone_machine_number;
        case PhoneRefusal::no_such_number:
            return words::second_factor::phone_no_such_number;
        case PhoneRefusal::extension_or_letters:
            return words::second_factor::phone_extension_or_letters;
    }
    return words::second_factor::phone_not_a_number;
}

bool is_known_country(std::string const& region) {
    auto const& countries = countries_of_the_list(Language::dutch);
    return std::any_of(countries.begin(), countries.end(),
                       [&](NamedCountry const& country) { return country.region == region; });
}

// The same number pressed twice goes on with the binding that is there, and sends no second SMS. nullopt: no
// SMS is offered.
std::optional<SmsStart> start(Transaction& transaction, App const& app, PatientVisitor const& visitor,
                              PhoneNumber const& phone) {
    if (!lock_for_change(transaction, visitor)) return SmsBudgetUsed{};
    if (!SmsFactor::is_offered(transaction, visitor.account().id)) return std::nullopt;
    auto const receiver = sms_receiver(transaction, visitor);
    auto const open = lock_binding_of(transaction, visitor);
    if (open && !open->facts.spent_at && open->lookup_key == app.sms.phone_key(phone) &&
        std::holds_alternative<SmsTooSoon>(app.sms.next_sms(transaction, receiver, *open, visitor.now())))
        return ChallengeStarted{open->id, false};
    auto const outcome = app.sms.start_binding(transaction, receiver, phone, visitor.now());
    auto const* started = std::get_if<ChallengeStarted>(&outcome);
    if (started) set_session_challenge(transaction, visitor.session().token_hash, started->challenge_id);
    record_step(transaction, app, visitor,
                {.type = AuditType::second_factor_sms,
                 .action = Action::create,
                 .outcome = started ? Outcome::success : Outcome::refused,
                 .object = visitor.account().id});
    return outcome;
}

Response send_sms(App const& app, PatientVisitor const& visitor, PhoneForm form, PhoneNumber const& phone) {
    auto const outcome = app.database.transaction(
        [&](Transaction& transaction) { return start(transaction, app, visitor, phone); });
    if (!outcome) return see_other(urls::second_factor);
    auto const refuse = [&](FilledWord const& error) {
        form.error = error;
        return phone_page(app, visitor, form);
    };
    return std::visit(
        overloaded{
            [&](ChallengeStarted const& started) {
                if (started.sends_sms) wait_for_sms(app, Purpose::bind, started.challenge_id);
                return see_other(app.is_short_journey ? urls::phone_code : urls::sms_sent);
            },
            [&](SmsLimitReached limit) {
                return refuse(words::pages::sms_limit_account{.when = when_text(limit.next, visitor)});
            },
            [&](SmsBudgetUsed) {
                auto const next = visitor.now() + std::chrono::hours(24);
                return refuse(words::second_factor::phone_budget_spent{.when = when_text(next, visitor)});
            },
        },
        *outcome);
}

// Where whoever signed in again in the middle goes on: a session ended, and F1 was done before.
std::optional<std::string_view> later_page(App const& app, PatientVisitor const& visitor) {
    auto const binding =
        app.database.read([&](Transaction& transaction) { return lock_binding_of(transaction, visitor); });
    if (binding) return binding->facts.spent_at ? urls::phone_password : urls::phone_code;
    auto const kept = filled_in(app.sealer, app.cookies, visitor.request);
    if (!kept.phone.empty()) return urls::phone;
    return std::nullopt;
}

Response submit_known_phone(App const& app, PatientVisitor const& visitor) {
    auto const known = app.database.read(
        [&](Transaction& transaction) { return known_phone_of(transaction, app, visitor); });
    if (!known) return see_other(urls::phone);
    return send_sms(app, visitor, {}, *known).with_cookie(forget_filled_in(app.cookies));
}

}  // namespace

Response show_methods(App const& app, PatientVisitor const& visitor) {
    if (!visitor.query.has("kies"))
        if (auto const later = later_page(app, visitor)) return see_other(*later);
    auto const offers_sms = is_sms_offered(app, visitor);
    if (app.is_short_journey && offers_sms && !visitor.query.has("kies")) return see_other(urls::phone);
    namespace methods = voordeur::html::second_factor_methods;
    auto page = page_for(app, visitor, methods::file, words::second_factor::methods_title);
    fill_progress(page, methods::PROGRESS, app, visitor);
    // The printed instruction shows SMS only.
    if (!offers_sms || !app.brand.follows_guide()) {
        page.add(methods::APP)
            .set(methods::APP_URL, urls::app)
            .set(methods::LOOK, offers_sms ? "secondary" : "primary");
        // Its script shows it where the browser has passkeys.
        if (app.passkeys.are_possible())
            page.set(methods::PASSKEY_URL, urls::first_passkey).show(methods::PASSKEY);
    }
    if (offers_sms) return page.add(methods::SMS).set(methods::NEXT, urls::phone), page.respond();
    return page.show(methods::NO_SMS).show_whom_to_call(methods::CALL_PRACTICE).respond();
}

Response show_phone(App const& app, PatientVisitor const& visitor) {
    if (is_only_to_show(visitor)) return submit_phone(app, visitor);
    if (!is_sms_offered(app, visitor)) return see_other(std::string(urls::second_factor) + "?kies");
    auto const kept = filled_in(app.sealer, app.cookies, visitor.request);
    PhoneForm form;
    form.phone = kept.phone;
    if (is_known_country(kept.country)) form.country = kept.country;
    if (kept.notice == Notice::binding_ended) form.error = words::second_factor::code_attempt_ended;
    auto response = phone_page(app, visitor, form);
    response.status = 200;
    return response;
}

Response submit_phone(App const& app, PatientVisitor const& visitor) {
    if (visitor.form.has("known_phone")) return submit_known_phone(app, visitor);
    PhoneForm form;
    form.country = visitor.form.text("country");
    form.phone = visitor.form.text("phone");
    if (!is_known_country(form.country)) {
        form.country = "NL";
        form.error = words::second_factor::country_unknown;
        return phone_page(app, visitor, form);
    }
    if (is_only_to_show(visitor)) return phone_page(app, visitor, form);
    auto const phone = parse_phone(form.phone, form.country);
    if (auto const* refusal = std::get_if<PhoneRefusal>(&phone)) {
        form.error =
            trimmed_visible(form.phone).empty() ? words::second_factor::phone_empty : word_of(*refusal);
        return phone_page(app, visitor, form);
    }
    return send_sms(app, visitor, form, std::get<PhoneNumber>(phone))
        .with_cookie(forget_filled_in(app.cookies));
}

Response show_sms_sent(App const& app, PatientVisitor const& visitor) {
    std::optional<Challenge> binding;
    auto sending = Sending::sent;
    app.database.read([&](Transaction& transaction) {
        binding = lock_binding_of(transaction, visitor);
        if (binding) sending = SmsFactor::sending_of(transaction, Purpose::bind, binding->id);
    });
    if (!binding) return see_other(urls::phone);
    namespace sent = voordeur::html::second_factor_sms_sent;
    auto const phone = shown_phone(app, visitor, *binding);
    auto const is_refused = sending == Sending::given_up;
    auto page =
        page_for(app, visitor, sent::file,
                 is_refused ? words::second_factor::sms_refused_title : words::second_factor::sms_sent_title);
    page.set(sent::NEXT, urls::phone_code).set(sent::PHONE_URL, urls::phone);
    fill_progress(page, sent::PROGRESS, app, visitor);
    if (is_refused) return page.show(sent::REFUSED{.phone = phone}).respond();
    page.show(sent::GOES);
    if (sending == Sending::expired)
        page.show(sent::EXPIRED);
    else if (sending == Sending::sent)
        page.show(sent::SENT{.phone = phone});
    else
        page.show(sent::SENDING{.phone = phone});
    return page.respond();
}

}  // namespace voordeur
