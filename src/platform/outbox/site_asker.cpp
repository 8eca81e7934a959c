// SPDX-License-Identifier: EUPL-1.2
#include <curl/curl.h>

#include <chrono>

#include "outbox/ask_site.hpp"
#include "outbox/curl_handles.hpp"
#include "values/text.hpp"

namespace voordeur {
namespace {

constexpr std::chrono::seconds patience{10};

std::size_t hear_header(char* data, std::size_t size, std::size_t count, void* heard) {
    auto& answer = *static_cast<SiteAnswer*>(heard);
    std::string const line(data, size * count);
    auto const colon = line.find(':');
    if (colon == std::string::npos) return size * count;
    auto const name = ascii_lower(line.substr(0, colon));
    if (name == "strict-transport-security") answer.keeps_to_https = true;
    if (name == "location") answer.location = trimmed_visible(line.substr(colon + 1));
    return size * count;
}

}  // namespace

extern "C" void voordeur_ask_site(std::string const& url, SiteAnswer& answer) {
    CurlHandles handles;
    auto handle = handles.lend({"http,https", patience, ""});
    curl_easy_setopt(handle.get(), CURLOPT_URL, url.c_str());
    curl_easy_setopt(handle.get(), CURLOPT_USERAGENT, "voordeur check");
    curl_easy_setopt(handle.get(), CURLOPT_HEADERFUNCTION, hear_header);
    curl_easy_setopt(handle.get(), CURLOPT_HEADERDATA, &answer);
    auto const said = handle.perform();
    answer.status = said.status;
    answer.error = said.error;
    answer.is_untrusted = said.error == curl_easy_strerror(CURLE_PEER_FAILED_VERIFICATION);
}

}  // namespace voordeur
