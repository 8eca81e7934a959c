// SPDX-License-Identifier: EUPL-1.2
#include "config/url.hpp"

#include <gtest/gtest.h>

namespace voordeur {
namespace {

TEST(Url, IsTakenApart) {
    auto const url = Url::parse("HTTPS://jan:geheim@Patient.DeLinde.example:8443/a/b?c=d#e");
    ASSERT_TRUE(url);
    EXPECT_EQ(url->scheme, "https");
    EXPECT_EQ(url->user_info, "jan:geheim");
    EXPECT_EQ(url->host, "patient.delinde.example");
    EXPECT_EQ(url->port, 8443);
    EXPECT_EQ(url->rest, "/a/b?c=d#e");
}

TEST(Url, HasAnIpv6HostInBrackets) {
    auto const url = Url::parse("smtp://[2001:DB8::1]:25");
    ASSERT_TRUE(url);
    EXPECT_EQ(url->host, "2001:db8::1");
    EXPECT_EQ(url->port, 25);
    EXPECT_FALSE(Url::parse("http://[::1]")->port);
}

TEST(Url, KeepsWhatFollowsTheHostAsWritten) {
    EXPECT_EQ(Url::parse("https://a.nl")->rest, "");
    EXPECT_EQ(Url::parse("https://a.nl/")->rest, "/");
    EXPECT_EQ(Url::parse("https://a.nl?B=c")->rest, "?B=c");
    EXPECT_EQ(Url::parse("https://a.nl/@b:c")->rest, "/@b:c");
}

TEST(Url, RefusesWhatIsNone) {
    for (auto const* const text : {"",
                                   "a.nl",
                                   "a.nl:80",
                                   "//a.nl",
                                   "://a.nl",
                                   "ht tp://a.nl",
                                   "http:/a.nl",
                                   "http://",
                                   "http:///a",
                                   "http://:80",
                                   "http://a.nl:",
                                   "http://a.nl:0",
                                   "http://a.nl:65536",
                                   "http://a.nl:8o",
                                   "http://a.nl:-1",
                                   "http://a..nl",
                                   "http://.a.nl",
                                   "http://a.nl.",
                                   "http://-a.nl",
                                   "http://a b.nl",
                                   "http://a.nl/b c",
                                   "http://bücher.example",
                                   "http://a.nl\n",
                                   "http://a,b",
                                   "http://[::1",
                                   "http://[::1]8080",
                                   "http://[a.nl]",
                                   "http://::1",
                                   "http://[]"})
        EXPECT_FALSE(Url::parse(text)) << text;
}

TEST(Url, OriginIsTheBrowsers) {
    for (auto const& [text, origin] : {
             std::pair{"https://A.nl", "https://a.nl"},
             {"https://a.nl:443/x", "https://a.nl"},
             {"https://a.nl:80", "https://a.nl:80"},
             {"http://a.nl:80", "http://a.nl"},
             {"http://127.0.0.1:8080/", "http://127.0.0.1:8080"},
             {"http://[::1]:8080", "http://[::1]:8080"},
         })
        EXPECT_EQ(Url::parse(text)->origin(), origin);
}

TEST(Loopback, IsThisMachineAndNoOther) {
    for (auto const* const host : {"127.0.0.1", "127.8.9.10", "::1", "0:0:0:0:0:0:0:1", "localhost"})
        EXPECT_TRUE(is_loopback(host)) << host;
    for (auto const* const host :
         {"", "128.0.0.1", "10.0.0.1", "0.0.0.0", "::", "::2", "127.0.0.1.example.nl", "127.1",
          "localhost.example.nl", "mail.example.nl", "::ffff:10.0.0.1"})
        EXPECT_FALSE(is_loopback(host)) << host;
}

}  // namespace
}  // namespace voordeur
