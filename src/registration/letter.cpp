// SPDX-License-Identifier: EUPL-1.2
#include "registration/letter.hpp"

#include "words/dates.hpp"

namespace voordeur {
namespace {

constexpr auto language = Language::dutch;

std::string contact_of(Practice const& practice) {
    if (!practice.phone.empty()) return practice.phone;
    return practice.email.empty() ? practice.name : practice.email;
}

std::vector<std::string> sender_of(Practice const& practice) {
    std::vector<std::string> lines{practice.name};
    if (!practice.phone.empty()) lines.push_back(practice.phone);
    if (!practice.email.empty()) lines.push_back(practice.email);
    return lines;
}

// "Up to and including" is the last day on which it works from morning till night.
std::string last_day(Time expires_at) {
    return plain_date(expires_at - std::chrono::hours(24), language);
}

}  // namespace

Sheet letter_sheet(Catalogue const& catalogue, std::string const& site, Letter const& letter, Time now) {
    WordParams const params{{"name", letter.name},
                            {"practice", letter.practice.name},
                            {"until", last_day(letter.expires_at)},
                            {"contact", contact_of(letter.practice)}};
    auto const words = [&](Word word) { return catalogue.text(word, language, params); };
    auto const paragraph = [&](Word word) { return Sheet::Paragraph{words(word)}; };
    Sheet sheet;
    sheet.language = code_of(language);
    sheet.title = words("registration.letter_title"_w);
    sheet.sender = sender_of(letter.practice);
    sheet.date = plain_date(now, language);
    sheet.addressee = letter.name;
    sheet.blocks = {
        paragraph("registration.letter_salutation"_w),
        paragraph("registration.letter_invites"_w),
        paragraph("registration.letter_mail"_w),
        Sheet::Heading{words("registration.letter_numbers"_w)},
        Sheet::Numbers{{{words("web.customer_number_label"_w), letter.customer_number.grouped()},
                        {words("web.super_pin_label"_w), letter.super_pin.grouped()}}},
        paragraph("registration.letter_until"_w),
        Sheet::Paragraph{words("registration.letter_site"_w) + ": " + site},
        Sheet::QrCode{site, words("registration.letter_qr_alt"_w)},
        paragraph("registration.letter_keep"_w),
    };
    sheet.footer = words("registration.letter_help"_w);
    return sheet;
}

std::string make_letter(App const& app, Letter const& letter, Time now) {
    return app.pdf.make(letter_sheet(app.catalogue, app.config.public_url, letter, now));
}

}  // namespace voordeur
