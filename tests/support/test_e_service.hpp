// SPDX-License-Identifier: EUPL-1.2
// An e-service in one process with the server: it sends patients, and asks what it may as a program.
#pragma once

#include <gtest/gtest.h>

#include <chrono>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <regex>
#include <string>

#include "app.hpp"
#include "base/escaping.hpp"
#include "clients/client_store.hpp"
#include "clients/signing_keys.hpp"
#include "crypto/encoding.hpp"
#include "crypto/signing_key.hpp"
#include "jose/jwk.hpp"
#include "site_settings.hpp"
#include "store/database.hpp"
#include "support/test_app.hpp"
#include "web/form.hpp"

namespace voordeur {

inline constexpr auto back = "https://recept.example/terug";
inline constexpr auto secret = "geheim-van-de-dienst";
inline constexpr auto verifier = "een-lange-tekst-die-alleen-de-dienst-kent-1234567890";

inline std::string header_of(Response const& response, std::string const& name) {
    std::smatch found;
    auto const is_there =
        std::regex_search(response.header_lines, found, std::regex("(?:^|\n)" + name + ": ([^\r]*)\r"));
    return is_there ? found[1].str() : "";
}

// Of an address's query.
inline std::string parameter(std::string const& address, std::string const& name) {
    auto const form = Form::parse(address.substr(std::min(address.find('?'), address.size() - 1) + 1));
    return form ? form->text(name) : "";
}

inline nlohmann::json part_of(std::string const& token, std::size_t number) {
    auto const first = token.find('.'), second = token.find('.', first + 1);
    auto const text = number == 0 ? token.substr(0, first) : token.substr(first + 1, second - first - 1);
    return nlohmann::json::parse(from_base64url(text).value());
}

inline std::string encoded(Fields const& fields) {
    std::string text;
    for (auto const& [name, value] : fields)
        text += (text.empty() ? "" : "&") + url_encoded(name) + "=" + url_encoded(value);
    return text;
}

// "400 invalid_grant"
inline std::string error_of(Response const& response) {
    return std::to_string(response.status) + " " + nlohmann::json::parse(response.body).value("error", "");
}

struct TestEService {
    using Headers = std::map<std::string, std::string, std::less<>>;

    void add(Client client) const {
        client.name_nl = "Herhaalrecept aanvragen";
        client.name_en = "Repeat prescriptions";
        client.start_address = "https://recept.example/";
        if (client.addresses.empty()) client.addresses = {back};
        if (client.practices.empty()) client.practices = {app.practice().id};
        if (client.scopes.empty()) client.scopes = {"profile", "email"};
        app.app().database.transaction([&](Transaction& transaction) {
            add_client(transaction, client, app.now());
            app.app().signing_keys.make_first(transaction, app.now());
        });
    }

    // With what is other than usual; empty: without it.
    static Fields changed(Fields fields, Fields const& other) {
        for (auto const& [name, value] : other)
            if (value.empty())
                fields.erase(name);
            else
                fields[name] = value;
        return fields;
    }
    static Fields request(Fields const& other = {}) {
        return changed({{"client_id", "recept"},
                        {"redirect_uri", back},
                        {"response_type", "code"},
                        {"scope", "openid profile email"},
                        {"state", "staat & 1"},
                        {"nonce", "nonce-1"},
                        {"code_challenge", to_base64url(sha256(verifier))},
                        {"code_challenge_method", "S256"}},
                       other);
    }
    static TestBrowser& ask(TestBrowser& browser, Fields const& other = {}) {
        return browser.open("/oidc/authorize?" + encoded(request(other)));
    }
    // As a patient who is signed in nowhere: E1, and the code.
    void sign_in_here(TestBrowser& browser) const {
        app.wait(std::chrono::seconds(61));
        browser.submit({{"email", "seyma@post.example"}, {"password", test_password}});
        browser.submit({{"code", app.code()}});
    }
    std::string code_for(TestBrowser& browser, Fields const& other = {},
                         std::string const& query = "?code=") const {
        ask(browser, other);
        if (browser.heading() == "Inloggen") sign_in_here(browser);
        EXPECT_EQ(browser.path().find(std::string(back) + query), 0U) << browser.path();
        return parameter(browser.path(), "code");
    }

    // `address` may have a query.
    Response program(Method method, std::string const& address, std::string const& body,
                     Headers headers = {}) const {
        Request asked;
        asked.method = method;
        asked.path = address.substr(0, address.find('?'));
        if (asked.path.size() < address.size()) asked.query = address.substr(asked.path.size() + 1);
        asked.body = body;
        asked.peer = "198.51.100.7";
        asked.headers = std::move(headers);
        if (method == Method::post)
            asked.headers.emplace("content-type", "application/x-www-form-urlencoded");
        return app.dispatcher().answer(asked);
    }
    static std::string redemption(std::string const& code, Fields const& other = {}) {
        return encoded(changed({{"grant_type", "authorization_code"},
                                {"code", code},
                                {"redirect_uri", back},
                                {"code_verifier", verifier},
                                {"client_id", "recept"},
                                {"client_secret", secret}},
                               other));
    }
    Response redeem(std::string const& code, Fields const& other = {}) const {
        return program(Method::post, "/oidc/token", redemption(code, other));
    }
    std::string id_token_of(TestBrowser& browser, std::string const& client = "recept") const {
        auto const answer = redeem(code_for(browser, {{"client_id", client}}), {{"client_id", client}});
        return nlohmann::json::parse(answer.body).at("id_token");
    }
    Response user_info(std::string const& access_token) const {
        return program(Method::get, "/oidc/userinfo", "", {{"authorization", "Bearer " + access_token}});
    }

    TestApp& app;
};

// One that shows who it is by what it signs.
class SigningClient {
  public:
    explicit SigningClient(TestEService const& service, std::string id = "sleutel",
                           SigningAlgorithm algorithm = SigningAlgorithm::es256)
        : issuer_(service.app.app().site.public_url),
          id_(std::move(id)),
          algorithm_(algorithm),
          signer_(signer_of(make_private_key(algorithm))) {
        auto const key = jwk_of(signer_->public_key(), algorithm);
        service.add({.id = Id<Client>(id_),
                     .key_set = nlohmann::ordered_json{{"keys", {key}}}.dump(),
                     .scopes = {"profile", "email", "offline_access"}});
    }

    // The fields of a form that show it; with what is other than usual, null: without it.
    Fields shown(Time now, std::string const& assertion_id, nlohmann::json const& claims = {},
                 nlohmann::json const& header = {}) const {
        auto const seconds = now.time_since_epoch() / std::chrono::seconds(1);
        auto const text =
            part({{"alg", name_of(algorithm_)}, {"kid", thumbprint_of(signer_->public_key())}}, header) +
            "." +
            part({{"iss", id_},
                  {"sub", id_},
                  {"aud", issuer_},
                  {"jti", assertion_id},
                  {"iat", seconds},
                  {"exp", seconds + 60}},
                 claims);
        return {{"client_id", id_},
                {"client_secret", ""},
                {"client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"},
                {"client_assertion", text + "." + to_base64url(signer_->sign(text))}};
    }

  private:
    static std::string part(nlohmann::json object, nlohmann::json const& other) {
        if (other.is_object()) object.merge_patch(other);
        return to_base64url(object.dump());
    }

    std::string issuer_, id_;
    SigningAlgorithm algorithm_;
    std::unique_ptr<Signer> signer_;
};

}  // namespace voordeur
