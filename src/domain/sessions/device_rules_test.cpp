// SPDX-License-Identifier: EUPL-1.2
#include "sessions/device_rules.hpp"

#include <gtest/gtest.h>

namespace voordeur {
namespace {

TEST(Device, IsReadFromWhatBrowsersSay) {
    struct Case {
        std::string_view header;
        Device device;
    };
    for (auto const& [header, device] : {
             Case{"Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0",
                  {"Firefox", "Windows"}},
             Case{"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
                  "Chrome/142.0.0.0 Safari/537.36",
                  {"Chrome", "Windows"}},
             Case{"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
                  "Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0",
                  {"Edge", "Windows"}},
             Case{"Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like "
                  "Gecko) Version/18.5 Mobile/15E148 Safari/604.1",
                  {"Safari", "iPhone"}},
             Case{"Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like "
                  "Gecko) CriOS/142.0 Mobile/15E148 Safari/604.1",
                  {"Chrome", "iPhone"}},
             Case{"Mozilla/5.0 (Linux; Android 14; SM-A546B) AppleWebKit/537.36 (KHTML, like Gecko) "
                  "SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36",
                  {"Samsung Internet", "Android"}},
             Case{"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) "
                  "Version/18.5 Safari/605.1.15",
                  {"Safari", "Mac"}},
             Case{
                 "Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 Chrome/142.0.0.0 Safari/537.36",
                 {"Chrome", "Chromebook"}},
             Case{"curl/8.5.0", {}},
             Case{"", {}},
             Case{"<script>alert(1)</script>", {}},
         }) {
        EXPECT_EQ(device_of(header), device) << header;
        EXPECT_EQ(device_from(stored_text(device)), device);
    }
    EXPECT_EQ(device_from(""), Device{}) << "a session of before";
}

}  // namespace
}  // namespace voordeur
