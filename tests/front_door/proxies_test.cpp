// SPDX-License-Identifier: EUPL-1.2
// What a trusted proxy does wrong is seen while it serves, said once in the log, and kept for `voordeur
// check`.
#include <gtest/gtest.h>

#include "client_network.hpp"
#include "dispatcher.hpp"
#include "installation_store.hpp"
#include "support/test_app.hpp"
#include "urls.hpp"
#include "web/assets.hpp"
#include "web/request.hpp"
#include "web/response.hpp"

namespace voordeur {
namespace {

class Proxies : public testing::Test {
  protected:
    static Config at_https() {
        Config config;
        config.site.public_url = "https://patient.delinde.example";
        return config;
    }
    void open(std::map<std::string, std::string, std::less<>> headers, std::string const& peer = "10.0.0.5",
              std::string_view path = urls::sign_in) {
        Request request{.path = std::string(path), .headers = std::move(headers), .peer = peer};
        EXPECT_EQ(dispatcher_.answer(request).status, 200);
    }
    // "unreadable", "missing", "http"
    std::string noted() {
        std::string names;
        for (auto const& noted : noted_proxy_faults(app_.app().database)) {
            EXPECT_EQ(noted.proxy, "10.0.0.5");
            EXPECT_EQ(noted.seen_at, seen_);
            names += noted.fault == ProxyFault::unreadable_address ? "unreadable "
                     : noted.fault == ProxyFault::no_address       ? "missing "
                                                                   : "http ";
        }
        return names;
    }

    TestApp app_{at_https()};
    Assets const assets_;
    SetClock clock_;
    TrustedProxies const proxies_{true, {IpNetwork::parse("10.0.0.0/8").value()}};
    Dispatcher const dispatcher_{app_.app(), {clock_, assets_, proxies_}, [](Answered const&) {}};
    Time seen_ = clock_.time;
};

TEST_F(Proxies, ThatDoRightAreNotNoted) {
    open({{"x-forwarded-for", "203.0.113.7"}, {"x-forwarded-proto", "https"}});
    open({{"x-forwarded-for", "unknown, 203.0.113.7:51008, 10.0.0.6"}});
    // A health check is the proxy's own, whatever it writes.
    open({}, "10.0.0.5", urls::ready);
    // Who is no proxy may write anything.
    open({{"x-forwarded-for", "unknown"}, {"x-forwarded-proto", "http"}}, "203.0.113.7");
    EXPECT_EQ(noted(), "");
}

TEST_F(Proxies, ThatWriteWhatIsNoAddress) {
    testing::internal::CaptureStdout();
    for (auto const* text : {"unknown", "203.0.113.7, _hidden", "203.0.113.999", "203.0.113.7,"})
        open({{"x-forwarded-for", text}});
    testing::internal::GetCapturedStdout();
    EXPECT_EQ(noted(), "unreadable ");
}

TEST_F(Proxies, ThatWriteNoAddress) {
    open({});
    open({{"x-forwarded-for", " "}});
    EXPECT_EQ(noted(), "missing ");
}

TEST_F(Proxies, ThatLetHttpThrough) {
    open({{"x-forwarded-for", "203.0.113.7"}, {"x-forwarded-proto", "http"}});
    EXPECT_EQ(noted(), "http ");
}

TEST_F(Proxies, AreNotedAgainForAsLongAsTheyAreWrong) {
    open({});
    clock_.time += std::chrono::minutes(9);
    open({});
    EXPECT_EQ(noted(), "missing ");
    clock_.time += std::chrono::minutes(1);
    open({});
    seen_ = clock_.time;
    EXPECT_EQ(noted(), "missing ");
}

}  // namespace
}  // namespace voordeur
