// SPDX-License-Identifier: EUPL-1.2
#include "shown.hpp"

#include "base/files.hpp"
#include "config/url.hpp"
#include "embedded.hpp"
#include "values/text.hpp"

namespace voordeur {
namespace {

constexpr std::uintmax_t largest_logo = 100 * 1024;

// Its logo is beside it.
Brand brand_of(Config const& config) {
    if (config.brand.empty()) return built_in_brand();
    auto const refuse = [&](std::string const& why) {
        throw ConfigError(config.brand.string() + ": " + why);
    };
    Brand brand;
    try {
        brand = brand_from_toml(without_windows_marks(file_text(config.brand).value_or("")));
    } catch (std::runtime_error const& error) {
        refuse(first_line(error.what()));
    }
    if (brand.logo.empty()) return brand;
    brand.logo = config.brand.parent_path() / brand.logo;
    auto const text = file_text(brand.logo);
    if (!text) refuse("brand: \"logo\" names " + brand.logo.string() + ", which cannot be read.");
    if (brand.logo.extension() == ".png" && !text->starts_with("\x89PNG"))
        refuse("brand: \"logo\" names " + brand.logo.string() + ", which is not a PNG.");
    if (text->size() > largest_logo)
        refuse("brand: \"logo\" names " + brand.logo.string() +
               ", which is larger than 100 KB: every page loads it.");
    return brand;
}

std::string png_logo_of(Brand const& brand) {
    if (brand.logo.extension() != ".png") return "";
    return file_text(brand.logo).value_or("");
}

MailLook mail_look_of(Brand const& brand, bool has_logo) {
    auto const accent = accent_of(brand);
    return {accent.light, accent.dark, has_logo};
}

PaperLook paper_look_of(Brand const& brand) {
    return {accent_of(brand).light, png_logo_of(brand)};
}

// Where the server is reached, and by which mailbox it writes, it is told at its start only.
SiteSettings site_of(Config const& config, Config const& began_with) {
    auto site = began_with.site;
    site.operated_by = config.site.operated_by;
    site.e_services = config.site.e_services;
    return site;
}

SmsSettings sms_settings_of(Config const& config) {
    auto settings = config.sms_codes;
    settings.site_host = Url::parse(config.site.public_url).value().host;
    return settings;
}

// Browsers make passkeys for a name, over https, or on the machine itself.
PasskeySite passkey_site_of(Config const& config) {
    auto const url = Url::parse(config.site.public_url).value();
    auto const last_label = url.host.substr(url.host.rfind('.') + 1);
    auto const is_name =
        is_host_name(url.host) && last_label.find_first_not_of("0123456789") != std::string::npos;
    auto const is_safe = url.scheme == "https" || url.host == "localhost";
    return {url.origin(), is_name && is_safe ? url.host : ""};
}

std::string_view add_style(Assets& assets, Brand const& brand) {
    return assets.add("brand", ".css", brand_style(brand));
}

std::string_view add_logo(Assets& assets, Brand const& brand, std::string text) {
    return assets.add("logo", brand.logo.extension().string(), std::move(text));
}

}  // namespace

Shown::Shown(Config const& config, Foundations const& on, Shown const* before)
    : site(site_of(config, on.config)),
      brand(brand_of(config)),
      is_short_journey(config.journey.value_or(brand.journey) == Journey::short_journey),
      assets(embedded_assets()),
      brand_style_name(add_style(assets, brand)),
      logo_name(add_logo(assets, brand, file_text(brand.logo).value_or(""))),
      has_mail_logo(before == nullptr ? !png_logo_of(brand).empty() : before->has_mail_logo),
      catalogue(embedded_words(), embedded_mails(), brand, site.operated_by.name),
      templates(embedded_templates(), catalogue),
      documents(load_documents(config.documents, embedded_documents())),
      notices(on.outbox, catalogue, site.operated_by, mail_look_of(brand, has_mail_logo)),
      sms({on.outbox, notices, catalogue, on.sealer, on.mac, on.random}, sms_settings_of(on.config)),
      totp({on.sealer, on.mac, on.random}, on.config.sms_codes.tries),
      paper_codes({on.sealer, on.mac, on.random}, on.config.sms_codes.tries),
      passkeys({on.sealer, on.mac, on.random}, passkey_site_of(on.config), on.config.sms_codes.tries),
      pdf(pdf_program_beside_this_one(), std::chrono::seconds{10}, paper_look_of(brand)),
      patients{on.database,
               on.sealer,
               on.mac,
               on.random,
               on.audit,
               on.hasher,
               notices,
               catalogue,
               pdf,
               on.config.registration_limits,
               site.public_url,
               on.config.sealed_persons_key},
      recovery{on.database,    on.sealer,    on.mac,  on.random, on.audit,
               on.hasher,      on.passwords, sms,     totp,      paper_codes,
               passkeys,       on.outbox,    notices, catalogue, on.config.recovery,
               site.public_url} {
    if (before == nullptr) return;
    add_style(assets, before->brand);
    add_logo(assets, before->brand, std::string(before->assets.content(before->logo_name)));
}

std::string Shown::png_logo() const {
    return png_logo_of(brand);
}

}  // namespace voordeur
