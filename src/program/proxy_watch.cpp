// SPDX-License-Identifier: EUPL-1.2
#include "proxy_watch.hpp"

#include <chrono>

#include "base/log.hpp"
#include "client_network.hpp"
#include "web/request.hpp"

namespace voordeur {
namespace {

// A proxy that is wrong is wrong at every request.
constexpr std::chrono::minutes noted_every{10};

std::string_view event_of(ProxyFault fault) {
    switch (fault) {
        case ProxyFault::unreadable_address:
            return "forwarded_address_unreadable";
        case ProxyFault::no_address:
            return "forwarded_address_missing";
        case ProxyFault::plain_http:
            break;
    }
    return "plain_http_forwarded";
}

}  // namespace

void ProxyWatch::look(Request const& request, ClientNetwork const& network) const {
    if (network.has_unreadable_hop) note(ProxyFault::unreadable_address, request);
    if (network.has_no_hop) note(ProxyFault::no_address, request);
    if (is_https_ && network.is_through_proxy && request.header("x-forwarded-proto") == "http")
        note(ProxyFault::plain_http, request);
}

void ProxyWatch::note(ProxyFault fault, Request const& request) const {
    auto& last = last_noted_.at(static_cast<std::size_t>(fault));
    auto before = last.load();
    auto const now = to_stored(request.now);
    auto const pause = std::chrono::milliseconds(noted_every).count();
    if (before != 0 && now < before + pause && now >= before) return;
    if (!last.compare_exchange_strong(before, now)) return;
    if (before == 0) log_warning(event_of(fault), {{"proxy", request.peer}, {"what", sentence_of(fault)}});
    try {
        note_proxy_fault(database_, {fault, request.peer, request.now});
    } catch (std::exception const& error) {
        log_warning("proxy_fault_not_noted", {{"error", error.what()}});
    }
}

}  // namespace voordeur
