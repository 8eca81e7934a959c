// SPDX-License-Identifier: EUPL-1.2
#include "web/http_text.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>
#include <stdexcept>

namespace voordeur {
namespace {

constexpr std::size_t header_bytes = 1024, body_bytes = 100;

// What a connection that brings `bytes`, at most `piece` at a time, makes of them: paths and bodies, or a
// status.
std::string read_all(std::string_view bytes, std::size_t piece) {
    RequestReader reader(header_bytes, body_bytes);
    std::string story;
    for (;;) {
        auto const next = reader.next();
        if (auto const* whole = std::get_if<WholeRequest>(&next)) {
            story +=
                whole->request.path + "(" + whole->request.body + ")" + (whole->kind.keep_alive ? "+" : "-");
            continue;
        }
        if (auto const* none = std::get_if<NoRequest>(&next)) return story + std::to_string(none->status);
        if (bytes.empty()) return story;
        auto const room = reader.room();
        auto const count = std::min({piece, bytes.size(), room.size()});
        std::memcpy(room.data(), bytes.data(), count);
        reader.received(count);
        bytes.remove_prefix(count);
    }
}

void expect_read(std::string const& bytes, std::string const& story) {
    for (std::size_t const piece : {1U, 7U, 100'000U}) EXPECT_EQ(read_all(bytes, piece), story) << bytes;
}

TEST(RequestReader, ReadsRequestsThatComeInPiecesAndTogether) {
    std::string const get = "GET /a?b HTTP/1.1\r\nHost: x\r\n\r\n";
    std::string const post = "POST /c HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nd=e";
    expect_read(get, "/a()+");
    expect_read(get + post + get, "/a()+/c(d=e)+/a()+");
    expect_read(post.substr(0, post.size() - 1), "");
    expect_read("GET /a HTTP/1.0\r\nHost: x\r\n\r\n", "/a()-");
    expect_read("GET /a HTTP/1.0\r\n\r\n", "/a()-");
    expect_read("OPTIONS * HTTP/1.0\r\n\r\n", "*()-");
    expect_read("GET /a HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", "/a()-");
}

TEST(RequestReader, RefusesWhatIsWrongOrTooLong) {
    expect_read("nonsense\r\n\r\n", "400");
    expect_read("GET /a HTTP/1.1\r\n\r\n", "400");
    expect_read("GET * HTTP/1.1\r\nHost: x\r\n\r\n", "400");
    expect_read("OPTIONS *a HTTP/1.1\r\nHost: x\r\n\r\n", "400");
    expect_read("POST /a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "400");
    expect_read("POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 101\r\n\r\n" + std::string(101, 'x'), "413");
    expect_read("GET /a HTTP/1.1\r\nHost: x\r\nLong: " + std::string(header_bytes, 'x') + "\r\n\r\n", "431");
}

// Two servers on the way may read them differently.
TEST(RequestReader, RefusesAHeaderOverSeveralLines) {
    for (std::string const fold : {" ", "\t"}) {
        expect_read("GET /a HTTP/1.1\r\nHost: x\r\nX-A: 1\r\n" + fold + "2\r\n\r\n", "400");
        expect_read("GET /a HTTP/1.1\r\nHost: x\r\nX-A: 1\r\n" + fold + "Cookie: b\r\n\r\n", "400");
        expect_read("GET /a HTTP/1.1\r\n" + fold + "Host: x\r\n\r\n", "400");
        expect_read("GET /a HTTP/1.1\r\nHost:\r\n" + fold + "x\r\n\r\n", "400");
    }
    // Long before the end of what comes piece by piece.
    expect_read(
        "GET /a HTTP/1.1\r\nHost: x\r\nX-A: 1\r\n 2\r\nX-B: 3\r\nX-C: " + std::string(40, 'c') + "\r\n\r\n",
        "400");
    expect_read("POST /c HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nd=\r\n ", "/c(d=\r\n )+");
}

TEST(RequestReader, GivesHeadersInLowerCaseAndTogether) {
    RequestReader reader(header_bytes, body_bytes);
    std::string_view const bytes =
        "HEAD / HTTP/1.1\r\nHost: x\r\nX-A: 1\r\nx-a: 2\r\nCookie: a=1\r\ncookie: b=2\r\n\r\n";
    std::memcpy(reader.room().data(), bytes.data(), bytes.size());
    reader.received(bytes.size());
    auto const whole = std::get<WholeRequest>(reader.next());
    EXPECT_TRUE(whole.kind.is_head);
    EXPECT_EQ(whole.request.header("x-a"), "1, 2");
    EXPECT_EQ(whole.request.header("cookie"), "a=1; b=2");
    EXPECT_EQ(cookie_value(whole.request, "b"), "2");
}

TEST(AnswerText, HasItsLengthAndEndsTheConnectionWhereItMust) {
    auto response = Response{.status = 303, .content_type = "text/plain", .body = "body"};
    response.with_header("Location", "/x");
    EXPECT_EQ(answer_text(response, {.keep_alive = true}),
              "HTTP/1.1 303 See Other\r\nContent-Type: text/plain\r\nContent-Length: 4\r\nLocation: "
              "/x\r\n\r\nbody");
    EXPECT_EQ(
        answer_text(response, {.version = 10, .is_head = true}),
        "HTTP/1.0 303 See Other\r\nContent-Type: text/plain\r\nContent-Length: 4\r\nConnection: close\r\n"
        "Location: /x\r\n\r\n");
}

TEST(Response, HasNoHeaderThatBeginsAnother) {
    Response response;
    for (auto const value :
         {std::string_view("a\r\nSet-Cookie: b"), std::string_view("a\nb"), std::string_view("a\0b", 3)})
        EXPECT_THROW(response.with_header("X", value), std::invalid_argument);
    EXPECT_THROW(response.with_header("X\r\nY", "a"), std::invalid_argument);
    EXPECT_EQ(response.header_lines, "");
}

}  // namespace
}  // namespace voordeur
