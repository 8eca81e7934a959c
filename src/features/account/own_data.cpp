// SPDX-License-Identifier: EUPL-1.2
#include "account/own_data.hpp"

#include "account/access_lines.hpp"
#include "account/plain_words.hpp"
#include "account/words.hpp"
#include "accounts/account_store.hpp"
#include "accounts/words.hpp"
#include "app.hpp"
#include "documents/acceptance_store.hpp"
#include "factors/factor_store.hpp"
#include "patients/patient_store.hpp"
#include "practices/practice_list.hpp"
#include "practices/practice_store.hpp"
#include "sessions/known_browser_store.hpp"
#include "sessions/session_store.hpp"
#include "store/database.hpp"
#include "values/customer_number.hpp"
#include "values/phone_number.hpp"
#include "visitor.hpp"
#include "ways.hpp"
#include "words/catalogue.hpp"

namespace voordeur {
namespace {

class Collector {
  public:
    Collector(Transaction& transaction, App const& app, PatientVisitor const& visitor)
        : transaction_(transaction), app_(app), visitor_(visitor), id_(visitor.account().id) {}

    OwnSection account() const {
        auto const& account = visitor_.account();
        OwnRecord record{{"name", words::account::own_name, account.name},
                         {"email", words::account::own_email, account.email},
                         {"customer_number", words::accounts::customer_number_label,
                          CustomerNumber::parse(account.customer_number).value().grouped()},
                         {"language", words::account::own_language, std::string(code_of(account.language))}};
        if (auto const origin = find_origin(transaction_, id_)) {
            record.push_back({"since", words::account::own_since, origin->made_at});
            record.push_back({"identity", words::account::own_identity, text(words_of(origin->identity))});
        }
        return {"account", words::account::own_account, {std::move(record)}};
    }

    OwnSection practices() const {
        OwnSection section{"practices", words::account::own_practices, {}};
        for (auto const& [told, linked_at, identity] : told_of_account(transaction_, id_, app_.sealer)) {
            auto const practice = app_.practices.by_id(told.practice_id, visitor_.now());
            section.records.push_back(
                {{"practice", words::account::own_practice, practice ? practice->name : ""},
                 {"since", words::account::own_since, linked_at},
                 {"identity", words::account::own_identity, text(words_of(identity))},
                 {"name", words::account::own_name, told.name},
                 {"email", words::account::own_email, told.details.email},
                 {"birth_date", words::account::own_birth_date, told.details.birth_date},
                 {"postcode", words::account::own_postcode, told.details.postcode},
                 {"phone", words::account::own_phone, told.phone.value_or("")},
                 {"patient_number", words::account::own_patient_number,
                  told.details.patient_number.value_or("")}});
        }
        return section;
    }

    OwnSection ways() const {
        OwnSection section{"ways_to_sign_in", words::account::own_ways, {}};
        for (auto const& factor : factors_of(transaction_, id_)) {
            OwnRecord record{{"kind", words::account::own_kind, text(name_of_way(factor.facts.kind))},
                             {"since", words::account::own_since, factor.facts.made_at}};
            if (factor.facts.kind == SmsFactor::kind.name)
                record.push_back({"phone", words::account::own_phone, secret_of(factor, app_.sealer)});
            if (factor.last_used_at)
                record.push_back({"last_used", words::account::own_used, *factor.last_used_at});
            section.records.push_back(std::move(record));
        }
        return section;
    }

    OwnSection sessions() const {
        OwnSection section{"sessions", words::account::own_sessions, {}};
        for (auto const& session : sessions_of_account(transaction_, id_, visitor_.now()))
            section.records.push_back(
                {{"device", words::account::own_device, text(words_for(session.device))},
                 {"since", words::account::own_since, session.signed_in_at},
                 {"last_used", words::account::own_used, session.last_used_at}});
        return section;
    }

    OwnSection browsers() const {
        OwnSection section{"known_browsers", words::account::own_browsers, {}};
        for (auto const& browser : known_browsers_of(transaction_, id_))
            section.records.push_back({{"since", words::account::own_since, browser.made_at},
                                       {"last_used", words::account::own_used, browser.last_used_at}});
        return section;
    }

    OwnSection acceptances() const {
        OwnSection section{"acceptances", words::account::own_acceptances, {}};
        for (auto const& [version, markdown, accepted_at] : accepted_documents(transaction_, id_)) {
            auto const is_terms = version.kind == DocumentKind::terms;
            section.records.push_back(
                {{"document", words::account::own_document,
                  text(is_terms ? words::account::own_terms : words::account::own_privacy)},
                 {"version", words::account::own_version, version.version},
                 {"accepted", words::account::own_accepted, accepted_at},
                 {"text_hash", words::account::own_text_hash, version.text_hash},
                 {"text", words::account::own_text, markdown.value_or("")}});
        }
        return section;
    }

    OwnSection log() const {
        OwnSection section{"access_log", words::account::own_log, {}};
        AccessRange const all{
            .from = Time{}, .to = visitor_.now() + std::chrono::hours(1), .most = most_lines_of_own_data};
        for (auto const& line :
             access_lines(transaction_, objects_of(transaction_, app_, visitor_), AccessBy::anyone, all))
            section.records.push_back(
                {{"number", words::account::own_number, line.id.text()},
                 {"when", words::account::own_when, line.at},
                 {"what", words::account::own_what, what_of(app_, visitor_, line)},
                 {"who", words::account::own_who, text(who_of(app_, visitor_, line))},
                 {"succeeded", words::account::own_succeeded,
                  text(line.is_refused ? words::account::own_no : words::account::own_yes)}});
        return section;
    }

  private:
    std::string text(FilledWord const& word) const { return app_.catalogue.text(word, visitor_.language); }

    Transaction& transaction_;
    App const& app_;
    PatientVisitor const& visitor_;
    Id<Account> const& id_;
};

}  // namespace

std::vector<OwnSection> own_data_of(App const& app, PatientVisitor const& visitor) {
    return app.database.read([&](Transaction& transaction) {
        Collector const collector(transaction, app, visitor);
        return std::vector<OwnSection>{collector.account(),  collector.practices(), collector.ways(),
                                       collector.sessions(), collector.browsers(),  collector.acceptances(),
                                       collector.log()};
    });
}

}  // namespace voordeur
