// SPDX-License-Identifier: EUPL-1.2
// HTTP/1.1 as bytes: requests out of those that come, answers as those that go. Nothing here waits or knows a
// socket.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <variant>

#include "web/request.hpp"
#include "web/response.hpp"

namespace voordeur {

// How an answer goes back, of its request.
struct AnswerKind {
    unsigned version = 11;  // or 10
    bool keep_alive = false;
    bool is_head = false;
};

struct NeedsMore {};
struct NoRequest {
    int status;  // of the answer; nothing can be read after it
};
struct WholeRequest {
    Request request;
    AnswerKind kind;
};

// The requests of one connection, one after the other. Not thread safe.
class RequestReader {
  public:
    RequestReader(std::size_t header_bytes, std::size_t body_bytes);
    ~RequestReader();

    // Where the next bytes of the connection go; `received` says how many came. They may be a part of a
    // request, or several.
    std::span<char> room();
    void received(std::size_t count);

    // The next request that has come whole. Its header is judged by the request guard before its body is
    // read.
    std::variant<NeedsMore, NoRequest, WholeRequest> next();

  private:
    struct Parser;
    void begin();
    WholeRequest take();

    std::size_t header_bytes_, body_bytes_;
    std::unique_ptr<Parser> parser_;
    std::string bytes_;       // read, and room for more
    std::size_t filled_ = 0;  // of them
};

std::string_view reason_of(int status);

// Header and body. `response` gives its body away.
std::string answer_text(Response const& response, AnswerKind kind);

}  // namespace voordeur
