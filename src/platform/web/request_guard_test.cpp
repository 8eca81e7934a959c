// SPDX-License-Identifier: EUPL-1.2
#include "web/request_guard.hpp"

#include <gtest/gtest.h>

namespace voordeur {
namespace {

TEST(RequestGuard, TakesWhatEveryReaderReadsAlike) {
    EXPECT_TRUE(is_well_framed(11, "/", {{"Host", "a"}}));
    EXPECT_TRUE(is_well_framed(11, "/u/x?y", {{"host", "a"}, {"Content-Length", "5"}}));
    EXPECT_TRUE(is_well_framed(10, "/", {{"Host", "a"}, {"Content-Length", "0"}, {"Cookie", "a=1; b=2"}}));
    EXPECT_TRUE(is_well_framed(10, "/healthz", {}));
    EXPECT_TRUE(is_well_framed(11, "/", {{"Host", "a"}, {"Cookie", "a=1"}, {"cookie", "b=2"}}));
}

TEST(RequestGuard, RefusesTheRest) {
    std::vector<std::pair<unsigned, RawHeaders>> const cases{
        {11, {}},
        {11, {{"Host", "a"}, {"Host", "b"}}},
        {10, {{"Host", "a"}, {"Host", "a"}}},
        {11, {{"Host", "a"}, {"Content-Length", "5"}, {"Content-Length", "5"}}},
        {11, {{"Host", "a"}, {"Content-Length", "5, 5"}}},
        {11, {{"Host", "a"}, {"Content-Length", "+5"}}},
        {11, {{"Host", "a"}, {"Content-Length", "-1"}}},
        {11, {{"Host", "a"}, {"Content-Length", ""}}},
        {11, {{"Host", "a"}, {"Content-Length", "9999999999999999999999"}}},
        {11, {{"Host", "a"}, {"Content-Length", "5"}, {"Transfer-Encoding", "chunked"}}},
        {11, {{"Host", "a"}, {"Transfer-Encoding", "chunked"}}},
        {11, {{"Host", "a"}, {"Transfer-Encoding", "xchunked"}}},
        {11, {{"Host", "a"}, {"Transfer-Encoding", "gzip, chunked"}}},
        {11, {{"Host", "a"}, {"Transfer-Encoding", "chunked"}, {"Transfer-Encoding", "identity"}}},
        {10, {{"Host", "a"}, {"Transfer-Encoding", "chunked"}}},
        {12, {{"Host", "a"}}},
    };
    for (auto const& [version, headers] : cases) EXPECT_FALSE(is_well_framed(version, "/", headers));
    for (auto const* target : {"http://a/", "*", "", "/\x01", "/é", "/a b"})
        EXPECT_FALSE(is_well_framed(11, target, {{"Host", "a"}})) << target;
}

}  // namespace
}  // namespace voordeur
