// SPDX-License-Identifier: EUPL-1.2
// The bytes of a connection, through Beast's parser and the request guard, as web/connection.cpp puts them;
// beside them a reader of a few lines that knows one way only to read a request. What passes, both read
// alike: two readers that differ are how one visitor's request becomes another's.
#include <algorithm>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "web/request_guard.hpp"

using namespace voordeur;

namespace {

namespace http = boost::beast::http;

void must(bool holds) {
    if (!holds) std::abort();
}

std::string_view view(boost::string_view text) {
    return {text.data(), text.size()};
}

struct Read {
    std::string target;
    std::string body;
    std::size_t size;  // of the whole request

    bool operator==(Read const&) const = default;
};

// As connection.cpp reads: the header first, then what the guard says, then the body. The bytes come `piece`
// at a time.
std::optional<Read> read_by_beast(std::string_view bytes, std::size_t piece) {
    http::request_parser<http::string_body> parser;
    parser.header_limit(16 * 1024);
    parser.body_limit(64 * 1024);
    parser.eager(true);
    boost::beast::error_code error;
    std::size_t used = 0, there = 0;
    bool is_guarded = false;
    while (!parser.is_done() && used < bytes.size()) {
        there = std::min(bytes.size(), there + piece);
        auto const got = parser.put({bytes.data() + used, there - used}, error);
        if (error && error != http::error::need_more) return std::nullopt;
        used += got;
        if (parser.is_header_done() && !is_guarded) {
            is_guarded = true;
            RawHeaders headers;
            for (auto const& field : parser.get())
                headers.emplace_back(view(field.name_string()), view(field.value()));
            if (!is_well_framed(parser.get().version(), view(parser.get().target()), headers))
                return std::nullopt;
        }
        if (got == 0 && there == bytes.size()) break;
    }
    if (!parser.is_done()) return std::nullopt;
    auto const& request = parser.get();
    return Read{std::string(request.target()), request.body(), used};
}

std::string lower(std::string_view text) {
    std::string result(text);
    std::ranges::transform(result, result.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return result;
}

std::string trimmed(std::string_view text) {
    auto const first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos) return "";
    return std::string(text.substr(first, text.find_last_not_of(" \t") - first + 1));
}

// Lines end with CRLF, the header with an empty one; the length is what Content-Length says, else none. A
// line that begins with a space goes on with the one before (RFC 9112 section 5.2); the length stands on one.
std::optional<Read> read_strictly(std::string_view bytes) {
    auto const end = bytes.find("\r\n\r\n");
    if (end == std::string_view::npos) return std::nullopt;
    auto const head = bytes.substr(0, end + 2);
    auto const line = head.substr(0, head.find("\r\n"));
    auto const first = line.find(' '), last = line.rfind(' ');
    if (first == last) return std::nullopt;
    std::string length;
    bool was_length = false;
    for (auto at = line.size() + 2; at < head.size();) {
        auto const field = head.substr(at, head.find("\r\n", at) - at);
        at += field.size() + 2;
        if (field.starts_with(' ') || field.starts_with('\t')) {
            if (was_length && !trimmed(field).empty()) {
                if (!length.empty()) return std::nullopt;
                length = trimmed(field);
            }
            continue;
        }
        auto const colon = field.find(':');
        if (colon == std::string_view::npos) return std::nullopt;
        was_length = lower(field.substr(0, colon)) == "content-length";
        if (was_length) length = trimmed(field.substr(colon + 1));
    }
    auto const begin = end + 4, size = std::strtoul(length.c_str(), nullptr, 10);
    if (bytes.size() < begin + size) return std::nullopt;
    return Read{std::string(line.substr(first + 1, last - first - 1)), std::string(bytes.substr(begin, size)),
                begin + size};
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    std::string_view bytes(reinterpret_cast<char const*>(data), size);
    // Empty lines before a request are allowed (RFC 9112 section 2.2), and are nobody's.
    while (bytes.starts_with("\r\n")) bytes.remove_prefix(2);
    auto const beast = read_by_beast(bytes, bytes.size());
    for (std::size_t const piece : {1U, 7U}) must(read_by_beast(bytes, piece) == beast);
    if (!beast) return 0;
    auto const strict = read_strictly(bytes);
    must(strict.has_value());
    must(beast == strict);
    return 0;
}
