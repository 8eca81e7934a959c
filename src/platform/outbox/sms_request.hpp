// SPDX-License-Identifier: EUPL-1.2
// What is asked of an SMS gateway that takes HTTP.
#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/secret.hpp"
#include "outbox/transport.hpp"

namespace voordeur {

struct SmsHeaderTag;

// Values are templates: {to} (E.164 with +), {to_digits} (the same without +), {from}, {text}, {reference}.
struct SmsGatewaySettings {
    std::string url = {};  // http:// or https://
    bool post = false;
    std::map<std::string, std::string> query = {};
    std::map<std::string, std::string> form = {};  // POST only, and then not with `json`
    std::string json = {};  // POST only: a JSON text of any shape, each string in it a template
    std::map<std::string, std::string> headers = {};
    std::map<std::string, Secret<SmsHeaderTag>> secret_headers = {};  // instead of one of `headers`
    std::string ca_file = {};  // trusted beside the system's; may be empty
    std::chrono::seconds timeout = longest_send(MessageKind::sms);
};

struct SmsRequest {
    std::string url;
    std::optional<std::string> body;  // POST when there is one
    std::vector<std::string> headers;
};

// Pure. nullopt: a value that would break a header's line. REQUIRES: no complaint about the settings.
std::optional<SmsRequest> sms_request(SmsGatewaySettings const& settings, std::string const& reference,
                                      Sms const& sms);

}  // namespace voordeur
