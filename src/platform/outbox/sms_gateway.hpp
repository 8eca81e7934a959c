// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>

#include "outbox/curl_handles.hpp"
#include "outbox/sms_request.hpp"
#include "outbox/transport.hpp"

namespace voordeur {

// Thread safe. Any 2xx counts as taken; what the gateway says beside its status tells whose fault a
// refusal is, and is neither kept nor logged.
class SmsGateway {
  public:
    explicit SmsGateway(SmsGatewaySettings settings);

    SendOutcome send(std::string const& reference, Sms const& sms);
    void stop() { handles_.stop(); }

  private:
    SmsGatewaySettings settings_;
    CurlHandles handles_;
};

}  // namespace voordeur
