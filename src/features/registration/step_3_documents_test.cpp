// SPDX-License-Identifier: EUPL-1.2
// A patient registers by the front door, on both databases: what completing it leaves of the documents.
#include "registration/step_3_documents.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <regex>

#include "base/escaping.hpp"
#include "base/id.hpp"
#include "dispatcher.hpp"
#include "patients/invite.hpp"
#include "support/contract_installation.hpp"
#include "urls.hpp"

namespace voordeur {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Time const start = from_stored(1'800'000'000'000);
constexpr char const* password = "paard fiets wolk tuinstoel";

struct SetClock final : Clock {
    Time now() const override { return time; }
    Time time = start;
};

// What one sees and presses: cookies are kept, and each form has its token.
class Browser {
  public:
    Browser(App const& app, Dispatcher const& dispatcher) : app_(app), dispatcher_(dispatcher) {}

    void speak(std::string language) { language_ = std::move(language); }
    Response get(std::string const& path) { return answer(Method::get, path, ""); }
    Response post(std::string const& path, std::map<std::string, std::string> fields) {
        auto const browser = app_.cookies.browser(), session = app_.cookies.session();
        fields["form_token"] = form_token(app_.mac, cookies_[browser], cookies_[session]);
        std::string body;
        for (auto const& [name, value] : fields)
            body += (body.empty() ? "" : "&") + name + "=" + url_encoded(value);
        return answer(Method::post, path, body);
    }

  private:
    Response answer(Method method, std::string const& path, std::string const& body) {
        Request request;
        request.method = method;
        request.path = path;
        request.body = body;
        request.peer = "192.0.2.1";
        request.headers = {{"sec-fetch-site", "same-origin"},
                           {"content-type", "application/x-www-form-urlencoded"},
                           {"accept-language", language_}};
        auto& cookies = request.headers["cookie"];
        for (auto const& [name, value] : cookies_)
            cookies += (cookies.empty() ? "" : "; ") + name + "=" + value;
        auto response = dispatcher_.answer(request);
        for (auto const& cookie : response.cookies) cookies_[cookie.name] = cookie.value;
        return response;
    }

    App const& app_;
    Dispatcher const& dispatcher_;
    std::string language_ = "nl";
    std::map<std::string, std::string> cookies_;
};

// Documents with a version each, that no two share.
class OwnDocuments {
  public:
    OwnDocuments() {
        for (std::string const name : {"privacy.nl", "privacy.en", "terms.nl", "terms.en"})
            folder_.write(name, "+++\nversion = \"" + name + " 7\"\n+++\n# Tekst\n");
    }
    Config config() const {
        Config config;
        config.documents = DocumentFiles{folder_ / "privacy.nl", folder_ / "privacy.en", folder_ / "terms.nl",
                                         folder_ / "terms.en"};
        return config;
    }

  private:
    ConfigTestFolder folder_;
};

class AcceptedDocuments : public testing::TestWithParam<std::string> {
  protected:
    AcceptedDocuments() {
        // Texts of last year, which nobody is shown any more.
        Documents earlier;
        for (auto const kind : all_document_kinds)
            for (auto const language : all_languages) earlier.put(kind, language, {"6", "# Oud\n", "hash"});
        earlier.register_versions(app_.database, start - std::chrono::days(300), app_.random);
        app_.documents.register_versions(app_.database, start, app_.random);
    }

    // Up to D1, of which this answers the path.
    std::string go_to_documents() {
        auto const invitation = invite_patient();
        browser_.get(invitation);
        browser_.post(invitation + std::string(urls::details),
                      {{"email", "jan@post.example"}, {"birth_date", "7-3-1948"}, {"postcode", "1234 AB"}});
        auto const confirmation = link_of_mail("confirmation");
        browser_.get(confirmation);
        auto const chosen = browser_.post(confirmation + std::string(urls::password),
                                          {{"password", password}, {"password_again", password}});
        EXPECT_EQ(chosen.status, 303);
        return confirmation + std::string(urls::documents);
    }

    // As the page of D1 has it in a hidden field.
    std::string versions_shown(std::string const& path) {
        auto const page = browser_.get(path).body;
        std::smatch found;
        std::regex const field("name=\"versions\" value=\"([^\"]+)\"");
        return std::regex_search(page, found, field) ? found[1].str() : "";
    }

    std::map<std::string, std::string> ticked(std::string const& versions) {
        return {{"read_privacy", "1"}, {"accept_terms", "1"}, {"versions", versions}};
    }

    std::vector<std::string> accepted() {
        return app_.database.read([](Transaction& transaction) {
            std::vector<std::string> lines;
            for (auto const& row : transaction.all(
                     "SELECT document.kind, document.language, document.version, accepted_at, account.email, "
                     "CASE WHEN registration_id = registration.id THEN 1 ELSE 0 END FROM acceptance JOIN "
                     "document ON document.id = "
                     "document_id JOIN account ON account.id = account_id JOIN registration ON "
                     "registration.customer_number = account.customer_number ORDER BY document.kind"))
                lines.push_back(row.text(0) + " " + row.text(1) + " | " + row.text(2) + " | " + row.text(3) +
                                " " + row.text(4) + (row.flag(5) ? "" : " for another registration"));
            return lines;
        });
    }
    bool has_account() {
        return app_.database.read(
            [](Transaction& transaction) { return voordeur::has_account(transaction, "jan@post.example"); });
    }

    SetClock clock_;
    OwnDocuments files_;
    ContractInstallation installation_{GetParam(), files_.config()};
    App const app_{installation_->app()};
    Assets const assets_;
    TrustedProxies const proxies_;
    Dispatcher const dispatcher_{app_, {clock_, assets_, proxies_}, [](Answered const&) {}};
    Browser browser_{app_, dispatcher_};

  private:
    std::string invite_patient() {
        Practice const practice{new_id(start, app_.random), "de-linde", "De Linde", "", "", false};
        app_.database.transaction(
            [&](Transaction& transaction) { add_practice(transaction, practice, start); });
        invite(app_.patients,
               {.practice = practice,
                .name = PersonName::parse("Jan de Vries").value(),
                .email = EmailAddress::parse("jan@post.example").value(),
                .birth_date = BirthDate::from_iso("1948-03-07"),
                .postcode = Postcode::parse("1234AB").value()},
               start);
        return link_of_mail("invitation");
    }

    // The path of the one link in the mail that waits.
    std::string link_of_mail(std::string const& purpose) {
        auto const mails = app_.database.transaction([&](Transaction& transaction) {
            return claim_due(transaction, MessageKind::email, clock_.now(), 10);
        });
        for (auto const& mail : mails) {
            auto const content = open_content(app_.sealer, MessageKind::email, mail);
            std::smatch found;
            auto const& text = std::get<Email>(content.value()).text;
            if (mail.purpose == purpose && std::regex_search(text, found, std::regex("/[ub]/[\\w-]+")))
                return found[0].str();
        }
        ADD_FAILURE() << "no mail with a link for " << purpose;
        return "/";
    }
};

TEST_P(AcceptedDocuments, AreRecordedInTheVersionShownAtTheTimeOfAccepting) {
    auto const path = go_to_documents();
    clock_.time += std::chrono::minutes(5);
    auto const versions = versions_shown(path);
    clock_.time += std::chrono::milliseconds(61'234);
    auto const answer = browser_.post(path, ticked(versions));
    EXPECT_EQ(answer.status, 303);
    EXPECT_THAT(accepted(), ElementsAre("privacy nl | privacy.nl 7 | 1800000361234 jan@post.example",
                                        "terms nl | terms.nl 7 | 1800000361234 jan@post.example"));
}

TEST_P(AcceptedDocuments, AreThoseOfTheLanguageInWhichTheyWereRead) {
    auto const path = go_to_documents();
    browser_.speak("en");
    browser_.post(path, ticked(versions_shown(path)));
    EXPECT_THAT(accepted(), ElementsAre("privacy en | privacy.en 7 | 1800000000000 jan@post.example",
                                        "terms en | terms.en 7 | 1800000000000 jan@post.example"));
}

TEST_P(AcceptedDocuments, PressedTwiceAreRecordedOnce) {
    auto const path = go_to_documents();
    auto const form = ticked(versions_shown(path));
    browser_.post(path, form);
    auto const before = accepted();
    clock_.time += std::chrono::seconds(2);
    browser_.post(path, form);
    EXPECT_EQ(accepted(), before);
    EXPECT_EQ(before.size(), 2U);
}

TEST_P(AcceptedDocuments, AreNoneWhereNotAllIsAcceptedAsItIsNow) {
    auto const path = go_to_documents();
    auto const versions = versions_shown(path);
    struct Case {
        char const* what;
        std::map<std::string, std::string> form;
    };
    for (auto const& [what, form] : {
             Case{"nothing is ticked", {{"versions", versions}}},
             Case{"the terms alone", {{"accept_terms", "1"}, {"versions", versions}}},
             Case{"the privacy statement alone", {{"read_privacy", "1"}, {"versions", versions}}},
             Case{"an earlier text was on the page", ticked("6 6 ")},
             Case{"the page's texts are not said", ticked("")},
         }) {
        EXPECT_EQ(browser_.post(path, form).status, 422) << what;
        EXPECT_THAT(accepted(), IsEmpty()) << what;
        EXPECT_FALSE(has_account()) << what;
    }
    EXPECT_EQ(browser_.post(path, ticked(versions)).status, 303) << "it is open still";
    EXPECT_EQ(accepted().size(), 2U);
}

// Nothing of it is ever half made: one account with acceptances, or none.
TEST_P(AcceptedDocuments, ThatNoStartRegisteredMakeNoAccount) {
    auto const path = go_to_documents();
    auto const form = ticked(versions_shown(path));
    app_.database.transaction(
        [](Transaction& transaction) { transaction.run("DELETE FROM document WHERE kind = 'terms'"); });
    EXPECT_EQ(browser_.post(path, form).status, 500);
    EXPECT_THAT(accepted(), IsEmpty());
    EXPECT_FALSE(has_account());
    app_.documents.register_versions(app_.database, start, app_.random);
    EXPECT_EQ(browser_.post(path, form).status, 303) << "it is open still";
    EXPECT_EQ(accepted().size(), 2U);
}

INSTANTIATE_TEST_SUITE_P(Databases, AcceptedDocuments, testing::ValuesIn(contract_databases()),
                         [](auto const& kind) { return kind.param; });

}  // namespace
}  // namespace voordeur
