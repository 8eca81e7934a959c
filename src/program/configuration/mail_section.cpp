// SPDX-License-Identifier: EUPL-1.2
#include "config/url.hpp"
#include "configuration/sections.hpp"
#include "values/email_address.hpp"

namespace voordeur {
namespace {

std::string_view trimmed(std::string_view text) {
    auto const first = text.find_first_not_of(' ');
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

Url read_address(Section const& mail) {
    auto const text = mail.needed_text("url", "the mail server, such as smtp://mail.example.nl:587");
    auto const url = Url::parse(text);
    if (!url || (url->scheme != "smtp" && url->scheme != "smtps"))
        mail.refuse("url", "must be smtp:// or smtps://, a host and perhaps a port.");
    if (!url->user_info.empty())
        mail.refuse("url", "must not hold a user; give mail.user and mail.password_file.");
    if (!url->rest.empty() && url->rest != "/") mail.refuse("url", "must end after the host and port.");
    return *url;
}

MailTls read_tls(Section const& mail, Url const& url) {
    auto const encrypted = url.scheme == "smtps";
    if (!mail.has("tls")) return !encrypted && is_loopback(url.host) ? MailTls::none : MailTls::required;
    auto const chosen = mail.choice("tls", {"required", "if-offered", "none"});
    if (encrypted && chosen != "required")
        mail.refuse("tls", "is about smtp://; smtps:// is always encrypted, so leave mail.tls out.");
    return chosen == "required"     ? MailTls::required
           : chosen == "if-offered" ? MailTls::if_offered
                                    : MailTls::none;
}

std::string read_password(Section const& mail) {
    auto const file = mail.text("password_file");
    auto const password = mail.text("password");
    if (file && password) mail.refuse("password", "and mail.password_file exclude each other; keep one.");
    auto const has_user = !mail.text_or("user", "").empty();
    if (has_user && !file && !password)
        mail.refuse("user", "needs a password; give mail.password_file or mail.password.");
    if (!has_user && (file || password))
        mail.refuse(file ? "password_file" : "password", "needs a user; give mail.user.");
    return file ? mail.line_of_file("password_file", *file) : password.value_or("");
}

// `Name <address>`, `"Name" <address>` or the address alone.
Mailbox read_from(Section const& mail) {
    auto const text = mail.needed_text("from", "the sender, such as De Linde <eservices@delinde.example>");
    Mailbox from;
    auto address = trimmed(text);
    if (auto const open = address.rfind('<'); open != std::string_view::npos && address.ends_with('>')) {
        auto name = trimmed(address.substr(0, open));
        if (name.size() >= 2 && name.starts_with('"') && name.ends_with('"'))
            name = name.substr(1, name.size() - 2);
        from.name = name;
        address = address.substr(open + 1, address.size() - open - 2);
    }
    auto const misplaced = address.find_first_of(" <>") != std::string_view::npos;
    if (misplaced || !EmailAddress::parse(address))
        mail.refuse(
            "from",
            "must be an address or \"Name <address>\", such as De Linde <eservices@delinde.example>.");
    from.address = address;
    return from;
}

std::string read_helo(Section const& mail) {
    auto const helo = mail.text_or("helo", "");
    if (!helo.empty() && !is_host_name(helo))
        mail.refuse("helo", "must be a host name such as patient.delinde.example.");
    return helo;
}

}  // namespace

MailSettings read_mail(Section const& mail) {
    MailSettings settings;
    auto const url = read_address(mail);
    settings.url = mail.text_or("url", "");
    settings.tls = read_tls(mail, url);
    settings.user = mail.text_or("user", "");
    settings.password = Secret<MailPasswordTag>(read_password(mail));
    settings.from = read_from(mail);
    settings.ca_file = mail.readable_file("ca_file").string();
    settings.hello_name = read_helo(mail);
    settings.connections = mail.number_or("connections", settings.connections, {1, 50});
    return settings;
}

}  // namespace voordeur
