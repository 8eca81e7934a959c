// SPDX-License-Identifier: EUPL-1.2
#include "passkey_form.hpp"

#include <chrono>
#include <nlohmann/json.hpp>

#include "app.hpp"
#include "crypto/encoding.hpp"
#include "factors/passkeys/cose_key.hpp"
#include "page.hpp"
#include "passkey_form.html.hpp"
#include "site_settings.hpp"
#include "store/database.hpp"
#include "values/customer_number.hpp"
#include "visitor.hpp"
#include "web/form.hpp"
#include "web/response.hpp"
#include "words.hpp"

namespace voordeur {
namespace {

using Json = nlohmann::json;

constexpr auto timeout_ms = std::chrono::milliseconds(passkey_question_lasts).count();
constexpr std::size_t longest_transports = 64;

// Words that a browser gives back as it got them; what else it sends is no hint.
std::string known_transports(std::string const& text) {
    auto const is_word = text.find_first_not_of("abcdefghijklmnopqrstuvwxyz- ") == std::string::npos;
    return is_word && text.size() <= longest_transports ? text : "";
}

Json list_of(std::string const& words) {
    auto list = Json::array();
    for (std::size_t begin = 0; begin < words.size();) {
        auto const end = std::min(words.find(' ', begin), words.size());
        if (end > begin) list.push_back(words.substr(begin, end - begin));
        begin = end + 1;
    }
    return list;
}

Json descriptors_of(std::vector<Passkey> const& passkeys) {
    auto list = Json::array();
    for (auto const& each : passkeys)
        list.push_back({{"type", "public-key"},
                        {"id", to_base64url(each.facts.id)},
                        {"transports", list_of(each.transports)}});
    return list;
}

Response json_of(Json const& json) {
    Response response;
    response.content_type = "application/json";
    response.body = json.dump();
    return response;
}

std::optional<std::string> bytes_of(Form const& form, std::string_view name) {
    return form.has(name) ? from_base64url(form.text(name)) : std::nullopt;
}

// "Huisartsenpraktijk De Linde 123 456 7890": two who share a device see which is whose.
std::string name_of_account(App const& app, PatientVisitor const& visitor) {
    auto const number = CustomerNumber::parse(visitor.account().customer_number).value().grouped();
    return (visitor.practice ? visitor.practice->name : app.site.operated_by.name) + " " + number;
}

}  // namespace

void fill_passkey_form(Page& page, IncludeName where, PasskeyForm const& form) {
    namespace html = html::pages_passkey_form;
    page.include(where, html::file)
        .show_if(form.says_otherwise, html::OTHERWISE)
        .set(html::ACTION, form.action)
        .set(html::QUESTION_URL, form.question_url)
        .set(html::AUTOFILL, form.autofills ? "yes" : "no")
        .set(html::LOOK, form.is_first ? "primary" : "secondary")
        .set(html::FAILED, words::pages::passkey_failed)
        .set(html::BUTTON, form.button);
}

Response ask_passkey(App const& app, Visitor const& visitor, PasskeyAsker const& asker,
                     std::vector<Passkey> const& among) {
    auto const question = app.passkeys.question(asker, visitor.now());
    return json_of({{"question", question.sealed},
                    {"get",
                     {{"challenge", to_base64url(question.challenge)},
                      {"rpId", app.passkeys.rp_id()},
                      {"timeout", timeout_ms},
                      {"userVerification", among.empty() ? "required" : "preferred"},
                      {"allowCredentials", descriptors_of(among)}}}});
}

Response ask_new_passkey(App const& app, PatientVisitor const& visitor, PasskeyAsker const& asker,
                         std::vector<Passkey> const& known) {
    auto const question = app.passkeys.question(asker, visitor.now());
    auto const handle = app.database.transaction(
        [&](Transaction& transaction) { return app.passkeys.handle_of(transaction, visitor.account().id); });
    auto algorithms = Json::array();
    for (auto const algorithm : asked_algorithms)
        algorithms.push_back({{"type", "public-key"}, {"alg", algorithm}});
    Json const user{{"id", to_base64url(handle)},
                    {"name", name_of_account(app, visitor)},
                    {"displayName", visitor.account().name}};
    return json_of(
        {{"question", question.sealed},
         {"create",
          {{"challenge", to_base64url(question.challenge)},
           {"rp", {{"id", app.passkeys.rp_id()}, {"name", app.site.operated_by.name}}},
           {"user", user},
           {"pubKeyCredParams", algorithms},
           {"timeout", timeout_ms},
           {"attestation", "none"},
           {"authenticatorSelection", {{"residentKey", "preferred"}, {"userVerification", "preferred"}}},
           {"excludeCredentials", descriptors_of(known)}}}});
}

std::string own_passkeys_json(App const& app, PatientVisitor const& visitor, std::string const& handle,
                              std::vector<Passkey> const& passkeys) {
    auto accepted = Json::array();
    for (auto const& each : passkeys) accepted.push_back(to_base64url(each.facts.id));
    return Json{{"rpId", app.passkeys.rp_id()},
                {"userId", to_base64url(handle)},
                {"name", name_of_account(app, visitor)},
                {"displayName", visitor.account().name},
                {"accepted", accepted}}
        .dump();
}

std::optional<SentPasskey> sent_passkey(Form const& form) {
    auto raw_id = bytes_of(form, "raw_id"), client_data = bytes_of(form, "client_data"),
         data = bytes_of(form, "authenticator_data"), signature = bytes_of(form, "signature");
    if (!raw_id || !client_data || !data || !signature) return std::nullopt;
    return SentPasskey{form.text("question"),
                       {form.text("id"), std::move(*raw_id), std::move(*client_data), std::move(*data),
                        std::move(*signature), bytes_of(form, "user_handle")}};
}

std::optional<SentNewPasskey> sent_new_passkey(Form const& form) {
    auto raw_id = bytes_of(form, "raw_id"), client_data = bytes_of(form, "client_data"),
         attestation = bytes_of(form, "attestation");
    if (!raw_id || !client_data || !attestation) return std::nullopt;
    return SentNewPasskey{
        form.text("question"),
        {form.text("id"), std::move(*raw_id), std::move(*client_data), std::move(*attestation)},
        known_transports(form.text("transports"))};
}

}  // namespace voordeur
