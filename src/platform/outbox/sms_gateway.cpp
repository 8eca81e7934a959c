// SPDX-License-Identifier: EUPL-1.2
#include "outbox/sms_gateway.hpp"

#include <curl/curl.h>
#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace voordeur {
namespace {

// Enough to see what a refusal is about.
constexpr std::size_t most_of_answer = 4096;

std::size_t keep(char* data, std::size_t size, std::size_t count, void* kept) {
    auto& text = *static_cast<std::string*>(kept);
    text.append(data, std::min(size * count, most_of_answer - std::min(text.size(), most_of_answer)));
    return size * count;
}

}  // namespace

SmsGateway::SmsGateway(SmsGatewaySettings settings) : settings_(std::move(settings)) {}

SendOutcome SmsGateway::send(std::string const& reference, Sms const& sms) {
    auto const request = sms_request(settings_, reference, sms);
    if (!request) return {SendResult::never, "a value that an HTTP header cannot carry"};
    CurlList headers;
    for (auto const& header : request->headers) headers.add(header);

    auto handle = handles_.lend({"http,https", settings_.timeout, settings_.ca_file});
    curl_easy_setopt(handle.get(), CURLOPT_URL, request->url.c_str());
    curl_easy_setopt(handle.get(), CURLOPT_USERAGENT, "voordeur");
    curl_easy_setopt(handle.get(), CURLOPT_HTTPHEADER, headers.get());
    if (request->body) {
        curl_easy_setopt(handle.get(), CURLOPT_POSTFIELDSIZE, static_cast<long>(request->body->size()));
        curl_easy_setopt(handle.get(), CURLOPT_COPYPOSTFIELDS, request->body->c_str());
    }
    std::string body;
    curl_easy_setopt(handle.get(), CURLOPT_WRITEFUNCTION, keep);
    curl_easy_setopt(handle.get(), CURLOPT_WRITEDATA, &body);
    auto const answer = handle.perform();
    // A status counts even when the body broke off after it: the gateway has decided by then.
    if (answer.status == 0) return {SendResult::down, answer.error};
    auto const result = result_of_http(answer.status, body);
    return {result, result == SendResult::sent ? "" : fmt::format("HTTP {}", answer.status)};
}

}  // namespace voordeur
