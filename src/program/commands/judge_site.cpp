// SPDX-License-Identifier: EUPL-1.2
#include "commands/judge_site.hpp"

namespace voordeur {
namespace {

Finding found(Verdict verdict, std::string const& words) {
    return {verdict, "website", words};
}

bool is_proxy_without_server(long status) {
    return status == 502 || status == 503 || status == 504;
}

}  // namespace

Finding judge_site(std::string const& public_url, SiteAnswer const& answer) {
    auto const status = std::to_string(answer.status);
    if (answer.is_untrusted)
        return found(Verdict::wrong, "the certificate of " + public_url +
                                         " is not one that this machine trusts; browsers would warn of it.");
    if (answer.status == 0)
        return found(Verdict::warning, public_url + " cannot be reached from this machine (" + answer.error +
                                           "); look from elsewhere whether it can.");
    if (is_proxy_without_server(answer.status))
        return found(Verdict::warning,
                     public_url + " answers " + status +
                         ": Voordeur does not run, or the proxy does not get through to it.");
    if (answer.status != 200)
        return found(Verdict::wrong, public_url + " answers " + status +
                                         ": that is another website, or the proxy leads elsewhere.");
    if (!answer.keeps_to_https)
        return found(Verdict::wrong,
                     public_url +
                         " answers without Strict-Transport-Security, which Voordeur "
                         "says: the proxy takes it away, and browsers go on asking over http.");
    return found(Verdict::ok, public_url + " answers");
}

Finding judge_plain_http(SiteAnswer const& answer) {
    if (answer.status == 0) return found(Verdict::ok, "nothing answers over http");
    if (answer.location.starts_with("https://")) return found(Verdict::ok, "http leads to https");
    if (answer.status >= 200 && answer.status <= 299)
        return found(Verdict::wrong,
                     "it is served over http too, so links and passwords may go readable; let the proxy lead "
                     "http to https, as docs/proxy shows.");
    return found(Verdict::ok, "http is refused (" + std::to_string(answer.status) + ")");
}

}  // namespace voordeur
