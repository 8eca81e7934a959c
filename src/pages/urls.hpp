// SPDX-License-Identifier: EUPL-1.2
// Every path, in the order of the journey. Those of A to D stand behind the link's own path
// (LinkProof::path).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "patients/link_paths.hpp"
#include "practices/sign_in_address.hpp"
#include "recoveries/recovery_paths.hpp"

namespace voordeur::urls {

// A to D: under the invitation link and under the confirmation link.
constexpr std::string_view invitation = invitation_path;
constexpr std::string_view confirmation = confirmation_path;
constexpr std::string_view details = "/gegevens";
constexpr std::string_view mail_sent = "/mail";
constexpr std::string_view new_link = "/nieuwe-link";
constexpr std::string_view password = "/wachtwoord";
constexpr std::string_view own_account =
    "eigen-account";  // asked of it: somebody else signs in with the address
constexpr std::string_view strength = "/sterkte";
constexpr std::string_view documents = "/documenten";
constexpr std::string_view cancelled = "/gestopt";

// B0: the letter's address, and what it is answered; a practice's slug follows.
constexpr std::string_view letter = letter_path;
constexpr std::string_view letter_sent = "/brief-verstuurd";

// E, G
constexpr std::string_view sign_in = sign_in_path;
constexpr std::string_view sign_in_code = "/inloggen/code";
constexpr std::string_view sign_in_code_again = "/inloggen/code/opnieuw";
constexpr std::string_view sign_in_other_way = "/inloggen/manier";
constexpr std::string_view lost_phone = "/inloggen/code/telefoon-kwijt";
constexpr std::string_view stop_sms = "/inloggen/code/stop-sms";
constexpr std::string_view sign_in_code_question = "/inloggen/code/vraag";
constexpr std::string_view sign_in_passkey = "/inloggen/passkey";
constexpr std::string_view sign_in_passkey_question = "/inloggen/passkey/vraag";
constexpr std::string_view forgot_password = "/wachtwoord-vergeten";
constexpr std::string_view asked_to_recover = "/wachtwoord-vergeten-verstuurd";
constexpr std::string_view sign_out = "/uitloggen";
constexpr std::string_view not_me = "/n/";  // the link of the mail about a new device
constexpr std::string_view services = "/diensten";
constexpr std::string_view asked_sign_out = "/uitloggen/e-dienst";  // where an e-service asks it
constexpr std::string_view to_e_service = "/e-dienst";  // where a sign-in that an e-service asked for ends
constexpr std::string_view no_passkey = "/diensten/geen-passkey";
constexpr std::string_view changed_documents = "/documenten";
constexpr std::string_view documents_later = "/documenten/later";
constexpr std::string_view documents_refused = "/documenten/niet-akkoord";

// E2, E3
constexpr std::string_view super_pin = "/super-pin";
constexpr std::string_view keep_super_pin = "/super-pin/bewaren";
constexpr std::string_view new_super_pin = "/super-pin/nieuw";
constexpr std::string_view super_pin_sheet = "/super-pin/super-pin.pdf";

// F
constexpr std::string_view second_factor = "/tweede-factor";
constexpr std::string_view phone = "/tweede-factor/telefoon";
constexpr std::string_view sms_sent = "/tweede-factor/verstuurd";
constexpr std::string_view phone_code = "/tweede-factor/code";
constexpr std::string_view phone_code_again = "/tweede-factor/code/opnieuw";
constexpr std::string_view phone_password = "/tweede-factor/wachtwoord";
constexpr std::string_view app = "/tweede-factor/app";
constexpr std::string_view app_code = "/tweede-factor/app/code";
constexpr std::string_view app_password = "/tweede-factor/app/wachtwoord";
constexpr std::string_view first_passkey = "/tweede-factor/passkey";
constexpr std::string_view first_passkey_question = "/tweede-factor/passkey/vraag";
constexpr std::string_view first_passkey_password = "/tweede-factor/passkey/wachtwoord";
constexpr std::string_view done = "/klaar";
constexpr std::string_view done_with_app = "/klaar-met-app";
constexpr std::string_view done_with_passkey = "/klaar-met-passkey";
constexpr std::string_view done_with_second_passkey = "/klaar-met-tweede-passkey";

// I
constexpr std::string_view account = "/mijn-account";
constexpr std::string_view account_app = "/mijn-account/app";
constexpr std::string_view account_app_code = "/mijn-account/app/code";
constexpr std::string_view account_paper_codes = "/mijn-account/papieren-codes";
constexpr std::string_view account_paper_codes_kept = "/mijn-account/papieren-codes/bewaard";
constexpr std::string_view account_paper_codes_sheet = "/mijn-account/papieren-codes/papieren-codes.pdf";
constexpr std::string_view account_first_choice = "/mijn-account/volgorde";
constexpr std::string_view account_removal = "/mijn-account/verwijderen";
constexpr std::string_view account_documents = "/mijn-account/documenten";

// H: something is lost. The links of the mails are recovery_path and stop_recovery_path.
constexpr std::string_view at_hand = "/herstel";
constexpr std::string_view recover_by_super_pin = "/herstel/super-pin";
constexpr std::string_view recover_by_password = "/herstel/wachtwoord";
constexpr std::string_view recover_by_phone = "/herstel/sms";
constexpr std::string_view recover_by_code = "/herstel/code";
constexpr std::string_view recover_by_app = "/herstel/app";
constexpr std::string_view recover_by_passkey = "/herstel/passkey";
constexpr std::string_view recover_by_passkey_question = "/herstel/passkey/vraag";
constexpr std::string_view recover_by_paper_code = "/herstel/papieren-code";
constexpr std::string_view stop_sms_at_hand = "/herstel/stop-sms";
constexpr std::string_view resume_sms = "/herstel/sms-aan";
constexpr std::string_view recovery_wait = "/herstel/wachten";
constexpr std::string_view new_phone = "/herstel/telefoon";
constexpr std::string_view new_phone_code = "/herstel/telefoon/code";
constexpr std::string_view lost_mailbox = "/herstel/geen-e-mail";
constexpr std::string_view new_mailbox = "/herstel/e-mail";
constexpr std::string_view new_mailbox_sent = "/herstel/e-mail/verstuurd";
constexpr std::string_view new_access = "/herstel/nieuw";
constexpr std::string_view recovered = "/hersteld";
constexpr std::string_view account_sign_ins = "/mijn-account/inloggen";
constexpr std::string_view account_sessions = "/mijn-account/apparaten";
constexpr std::string_view account_sessions_end = "/mijn-account/apparaten/uitloggen";
constexpr std::string_view account_sessions_end_others = "/mijn-account/apparaten/anderen-uitloggen";
constexpr std::string_view account_language = "/mijn-account/taal";
constexpr std::string_view account_log = "/mijn-account/gegevens-bekeken";
constexpr std::string_view account_log_line = "/mijn-account/klopt-dit-niet";
constexpr std::string_view account_password = "/mijn-account/wachtwoord";
constexpr std::string_view account_super_pin = "/mijn-account/super-pin";
constexpr std::string_view account_super_pin_kept = "/mijn-account/super-pin/bewaard";
constexpr std::string_view account_super_pin_sheet = "/mijn-account/super-pin/super-pin.pdf";
constexpr std::string_view account_phone = "/mijn-account/telefoon";
constexpr std::string_view account_phone_code = "/mijn-account/telefoon/code";
constexpr std::string_view account_phone_code_again = "/mijn-account/telefoon/opnieuw";
constexpr std::string_view account_email = "/mijn-account/e-mail";
constexpr std::string_view account_email_again = "/mijn-account/e-mail/opnieuw";
constexpr std::string_view account_email_cancel = "/mijn-account/e-mail/niet";
constexpr std::string_view account_download = "/mijn-account/meenemen";
constexpr std::string_view account_download_json = "/mijn-account/meenemen/mijn-gegevens.json";
constexpr std::string_view account_download_html = "/mijn-account/meenemen/mijn-gegevens.html";
constexpr std::string_view account_deletion = "/mijn-account/opheffen";
constexpr std::string_view account_no_deletion = "/mijn-account/niet-opheffen";
constexpr std::string_view account_passkeys = "/mijn-account/passkeys";
constexpr std::string_view account_passkey_question = "/mijn-account/passkeys/vraag";
constexpr std::string_view account_passkey_names = "/mijn-account/passkey-namen";
constexpr std::string_view account_passkey_removal = "/mijn-account/passkey-verwijderen";

// The footer
constexpr std::string_view support = "/hulp";
constexpr std::string_view practice_contact = "/praktijk";
constexpr std::string_view contact = "/contact";
constexpr std::string_view terms = "/gebruikersvoorwaarden";
constexpr std::string_view privacy = "/privacyverklaring";

// For e-services: OpenID Connect
constexpr std::string_view authorize = "/oidc/authorize";
constexpr std::string_view token = "/oidc/token";
constexpr std::string_view user_info = "/oidc/userinfo";
constexpr std::string_view end_session = "/oidc/end_session";
constexpr std::string_view revoke = "/oidc/revoke";
constexpr std::string_view introspect = "/oidc/introspect";
constexpr std::string_view signing_keys = "/oidc/keys";
constexpr std::string_view openid_configuration = "/.well-known/openid-configuration";
constexpr std::string_view authorization_server = "/.well-known/oauth-authorization-server";

// For those who watch the server
constexpr std::string_view alive = "/healthz";
constexpr std::string_view ready = "/readyz";

constexpr std::string_view assets = "/vormgeving";
constexpr std::string_view mailbox = "/postvak";
constexpr std::string_view sample_letter = "/postvak/brief.pdf";
constexpr std::string_view sample_service = "/postvak/dienst";

// "#privacyverklaring": what has a page of its own, on another.
inline std::string on_this_page(std::string_view page) {
    return "#" + std::string(page.substr(1));
}

// "/inloggen/de-linde": the same page for whoever comes from a practice. Empty slug: none is known.
inline std::string of_practice(std::string_view page, std::string_view slug) {
    std::string path(page);
    if (!slug.empty()) path.append("/").append(slug);
    return path;
}

}  // namespace voordeur::urls
