// SPDX-License-Identifier: EUPL-1.2
// A patient registers by the front door, on both databases: what completing it leaves of the documents.
#include "registration/step_3_documents.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "store/database.hpp"
#include "support/test_app.hpp"
#include "urls.hpp"

namespace voordeur {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

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
    // Up to D1, of which this answers the path.
    std::string go_to_documents() {
        TestPatient const jan{.name = "Jan de Vries", .email = "jan@post.example"};
        app_.invite(jan);
        browser_.open(app_.link(jan.email, "Stap 1: ") + std::string(urls::details));
        browser_.submit({{"email", jan.email}, {"birth_date", "7-3-1948"}, {"postcode", "1234 AB"}});
        browser_.open(app_.link(jan.email, "Stap 2: "));
        browser_.submit({{"password", test_password}, {"password_again", test_password}});
        EXPECT_EQ(browser_.status(), 200);
        return browser_.path();
    }

    // As the page of D1 has it in a hidden field.
    std::string versions_shown(std::string const& path) { return browser_.open(path).value("versions"); }

    Fields ticked(std::string const& versions) {
        return {{"read_privacy", "1"}, {"accept_terms", "1"}, {"versions", versions}};
    }

    std::vector<std::string> accepted() {
        return app_.app().database.read([](Transaction& transaction) {
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
        return app_.app().database.read(
            [](Transaction& transaction) { return !accounts_at(transaction, "jan@post.example").empty(); });
    }

    OwnDocuments files_;
    TestApp app_{files_.config(), GetParam()};
    TestBrowser browser_ = app_.browser();
};

TEST_P(AcceptedDocuments, AreRecordedInTheVersionShownAtTheTimeOfAccepting) {
    auto const path = go_to_documents();
    app_.wait(std::chrono::minutes(5));
    auto const versions = versions_shown(path);
    app_.wait(std::chrono::milliseconds(61'234));
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
    app_.wait(std::chrono::seconds(2));
    browser_.post(path, form);
    EXPECT_EQ(accepted(), before);
    EXPECT_EQ(before.size(), 2U);
}

TEST_P(AcceptedDocuments, AreNoneWhereNotAllIsAcceptedAsItIsNow) {
    auto const path = go_to_documents();
    auto const versions = versions_shown(path);
    struct Case {
        char const* what;
        Fields form;
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

INSTANTIATE_TEST_SUITE_P(Databases, AcceptedDocuments, testing::ValuesIn(contract_databases()),
                         [](auto const& kind) { return kind.param; });

}  // namespace
}  // namespace voordeur
