// SPDX-License-Identifier: EUPL-1.2
#include "concerns.hpp"

#include <algorithm>

#include "app.hpp"
#include "base/files.hpp"
#include "base/log.hpp"
#include "config/url.hpp"
#include "crypto/tokens.hpp"
#include "factors/sms/sms_factor.hpp"
#include "installation.hpp"
#include "patients/link_paths.hpp"
#include "practices/practice_list.hpp"
#include "socket_reach.hpp"
#include "values/gsm_text.hpp"

namespace voordeur {
namespace {

constexpr std::size_t longest_line = 72;  // that no mail program breaks
constexpr std::size_t link_path = invitation_path.size() + link_token_length;

using Concerns = std::vector<Concern>;

std::string quoted(std::string const& text) {
    return "\"" + text + "\"";
}

// To try things out.
void of_the_address(Config const& config, Concerns& concerns) {
    auto const& address = config.site.public_url;
    if (!config.site.is_https())
        concerns.push_back({"address",
                            "links_work_on_this_machine_only",
                            {"public_url", address},
                            "public_url is " + address +
                                ", so links and pages work on this machine only; patients need https."});
    auto const link = address.size() + link_path;
    if (link > longest_line)
        concerns.push_back({"address",
                            "links_are_long",
                            {"characters", static_cast<std::int64_t>(link)},
                            "public_url has " + std::to_string(address.size()) +
                                " characters, so links have " + std::to_string(link) +
                                ": some mail programs break a line of more than " +
                                std::to_string(longest_line) +
                                ", and a patient who reads mail without formatting may get half a link. "
                                "A shorter host name avoids it."});
}

// As which peer a proxy comes in; empty: from wherever it stands.
std::string proxy_peer(Config const& config) {
    if (config.listen.starts_with("unix:")) return "unix";
    auto host = config.listen.substr(0, config.listen.rfind(':'));
    if (host.starts_with('[')) host = host.substr(1, host.size() - 2);
    return is_loopback(host) ? host : "";
}

void of_the_proxy(Config const& config, Concerns& concerns) {
    if (!config.site.is_https()) return;
    auto const peer = proxy_peer(config);
    auto const& proxies = config.trusted_proxies;
    if (peer.empty() ? !proxies.networks.empty() : proxies.trust(peer)) return;
    concerns.push_back(
        {"proxy",
         "proxy_not_trusted",
         {"listen", config.listen},
         "public_url is https, so a proxy is in front, and trusted_proxies does not name it: all patients "
         "seem to come from one address, and hold each other up. " +
             (peer.empty() ? "Give the addresses of the proxies."
                           : "Write trusted_proxies = [" + quoted(peer) + "]."),
         true});
}

// Whoever comes from there is whom they say they are.
void of_who_is_trusted(Config const& config, Concerns& concerns) {
    for (auto const& network : config.trusted_proxies.networks)
        if (!network.is_private() && !network.is_of_one_machine())
            concerns.push_back(
                {"proxy",
                 "public_addresses_are_trusted",
                 {"network", network.text()},
                 "trusted_proxies has " + network.text() +
                     ", which are public addresses: every machine there can claim any address, "
                     "and gets round the limits of each network. Name your proxies one by one, "
                     "unless all of these are proxies that work for you."});
}

void of_the_documents(Config const& config, Concerns& concerns) {
    if (config.documents || !config.site.is_https()) return;
    concerns.push_back({"documents",
                        "sample_documents",
                        {"public_url", config.site.public_url},
                        "patients accept the samples that are compiled in, which nobody wrote for them; put "
                        "your own under [documents].",
                        true});
}

// Whoever is on the way reads the links, and takes an offer of TLS away.
void of_the_mail(Config const& config, Concerns& concerns) {
    if (!config.mail) return;
    if (config.holds_mail_password && is_open_to_others(config.file))
        concerns.push_back({"mail",
                            "mail_password_open_to_others",
                            {"file", config.file.string()},
                            "mail.password stands in " + config.file.string() +
                                ", which others can read: run chmod 600 on it, or use mail.password_file.",
                            true});
    auto const url = Url::parse(config.mail->url);
    if (!url || url->scheme == "smtps" || is_loopback(url->host)) return;
    if (config.mail->tls == MailTls::none)
        concerns.push_back({"mail",
                            "mail_without_tls",
                            {"host", url->host},
                            "mails go readable to " + url->host +
                                ", and with them the links of patients; leave mail.tls out."});
    if (config.mail->tls == MailTls::if_offered)
        concerns.push_back({"mail",
                            "mail_tls_not_required",
                            {"host", url->host},
                            "whoever is on the way to " + url->host +
                                " can take its offer of TLS away, and read the links of patients; leave "
                                "mail.tls out."});
}

// Kannel in the same network speaks no TLS; but whoever is on the way reads the codes.
void of_the_sms(Config const& config, Concerns& concerns) {
    auto const url = config.sms ? Url::parse(config.sms->url) : std::nullopt;
    if (url && url->scheme == "http" && !is_loopback(url->host))
        concerns.push_back({"sms",
                            "sms_gateway_without_tls",
                            {"host", url->host},
                            "codes go readable to " + url->host + "; use https where it has that."});
}

void of_the_services(App const& app, Time now, Concerns& concerns) {
    for (auto const& service : app.site.e_services)
        if (!app.practices.by_slug(service.practice, now))
            concerns.push_back(
                {"e_service",
                 "e_service_of_unknown_practice",
                 {"practice", service.practice},
                 quoted(service.name_nl) + " is for the practice " + service.practice +
                     ", which is not there: nobody sees it. voordeur practice list shows which "
                     "there are."});
}

void of_the_practices(App const& app, Time now, Concerns& concerns) {
    auto const practices = app.practices.all(now);
    if (practices->empty())
        concerns.push_back({"practices",
                            "no_practice_yet",
                            {"count", 0},
                            "there is none yet; voordeur practice add makes one."});
    auto const room = std::ranges::min(app.sms.room_for_practice(Language::dutch),
                                       app.sms.room_for_practice(Language::english));
    for (auto const& practice : *practices)
        if (gsm_length(gsm_text(practice.name)) > room)
            concerns.push_back({"sms",
                                "practice_name_is_cut",
                                {"practice", practice.slug},
                                "the name of " + practice.slug +
                                    " is cut in an SMS: beside the code and the "
                                    "address there is room for " +
                                    std::to_string(room) + " characters."});
}

}  // namespace

std::vector<Concern> concerns_of(Config const& config) {
    Concerns concerns;
    of_the_address(config, concerns);
    of_the_proxy(config, concerns);
    of_who_is_trusted(config, concerns);
    of_the_documents(config, concerns);
    of_the_mail(config, concerns);
    of_the_sms(config, concerns);
    return concerns;
}

std::vector<Concern> concerns_of(Installation& installation) {
    Concerns concerns;
    auto const app = installation.app();
    auto const now = installation.clock().now();
    if (!installation.config().sms)
        concerns.push_back(
            {"sms",
             "sms_missing",
             {"key", "sms"},
             "[sms] is missing, so every SMS waits: no patient gets further than the telephone."});
    if (auto const concern = socket_concern(installation.config().listen)) concerns.push_back(*concern);
    of_the_services(app, now, concerns);
    of_the_practices(app, now, concerns);
    std::ranges::move(concerns_of_documents(installation.config(), app), std::back_inserter(concerns));
    return concerns;
}

std::vector<Concern> concerns_of_documents(Config const& config, App const& app) {
    Concerns concerns;
    if (!config.documents) return concerns;
    for (auto const& name : app.documents.unpublished(app.database))
        concerns.push_back({"documents",
                            "document_not_published",
                            {"document", name},
                            "patients do not read " + name +
                                ", which the configuration names: they accepted another version. voordeur "
                                "document publish makes it theirs."});
    return concerns;
}

void log_concerns(std::vector<Concern> const& concerns) {
    for (auto const& concern : concerns)
        log_warning(concern.event, {concern.detail, {"what", concern.sentence}});
}

}  // namespace voordeur
