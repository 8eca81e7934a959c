// SPDX-License-Identifier: EUPL-1.2
#include "account/more.hpp"

#include "account/more.html.hpp"
#include "account/words.hpp"
#include "page.hpp"
#include "urls.hpp"
#include "visitor.hpp"

namespace voordeur {
namespace {

namespace names = html::account_more;

void fill_language(Page::Item& item, PatientVisitor const& visitor) {
    auto const is_dutch = visitor.account().language == Language::dutch;
    item.set(names::LANGUAGE_URL, urls::account_language)
        .set(names::LANGUAGE_NOW,
             is_dutch ? words::account::language_is_dutch : words::account::language_is_english)
        .set(names::LANGUAGE, code_of(is_dutch ? Language::english : Language::dutch))
        .set(names::LANGUAGE_BUTTON,
             is_dutch ? words::account::language_to_english : words::account::language_to_dutch);
    item.show_if(visitor.query.has("taal-gewijzigd"), names::LANGUAGE_CHANGED);
}

}  // namespace

void fill_more(Page& page, IncludeName where, PatientVisitor const& visitor) {
    auto item = page.include(where, names::file);
    item.set(names::EMAIL_URL, urls::account_email)
        .set(names::PASSWORD_URL, urls::account_password)
        .set(names::PHONE_URL, urls::account_phone)
        .set(names::SUPER_PIN_URL, urls::account_super_pin)
        .set(names::SESSIONS_URL, urls::account_sessions)
        .set(names::SIGN_INS_URL, urls::account_sign_ins)
        .set(names::LOG_URL, urls::account_log)
        .set(names::DOCUMENTS_URL, urls::account_documents)
        .set(names::DOWNLOAD_URL, urls::account_download)
        .set(names::DELETION_URL, urls::account_deletion);
    fill_language(item, visitor);
}

}  // namespace voordeur
