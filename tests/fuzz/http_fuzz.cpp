// SPDX-License-Identifier: EUPL-1.2
// The bytes of a connection, through its reader (Beast's parser and the request guard); beside them a reader
// of a few lines that knows one way only to read a request. What passes, both read alike: two readers that
// differ are how one visitor's request becomes another's.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "web/http_text.hpp"

using namespace voordeur;

namespace {

void must(bool holds) {
    if (!holds) std::abort();
}

struct Read {
    std::string target;
    std::string body;

    bool operator==(Read const&) const = default;
};

// As a connection reads, request after request, until one is refused; the bytes come `piece` at a time.
std::vector<Read> read_by_us(std::string_view bytes, std::size_t piece) {
    RequestReader reader(16 * 1024, 64 * 1024);
    std::vector<Read> requests;
    for (std::size_t there = 0;;) {
        auto next = reader.next();
        if (std::holds_alternative<NoRequest>(next)) return requests;
        if (auto const* whole = std::get_if<WholeRequest>(&next)) {
            auto const& request = whole->request;
            auto const query = request.query.empty() ? "" : "?" + request.query;
            requests.push_back({request.path + query, request.body});
            continue;
        }
        if (there == bytes.size()) return requests;
        auto const room = reader.room();
        auto const count = std::min({piece, bytes.size() - there, room.size()});
        std::copy_n(bytes.data() + there, count, room.data());
        reader.received(count);
        there += count;
    }
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
// What was read is taken off `bytes`.
std::optional<Read> read_strictly(std::string_view& bytes) {
    // Empty lines before a request are allowed (RFC 9112 section 2.2), and are nobody's.
    while (bytes.starts_with("\r\n")) bytes.remove_prefix(2);
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
    auto target = std::string(line.substr(first + 1, last - first - 1));
    // A query that is empty is none.
    if (target.find('?') == target.size() - 1) target.pop_back();
    Read read{std::move(target), std::string(bytes.substr(begin, size))};
    bytes.remove_prefix(begin + size);
    return read;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    std::string_view bytes(reinterpret_cast<char const*>(data), size);
    auto const ours = read_by_us(bytes, bytes.size());
    for (std::size_t const piece : {1U, 7U}) must(read_by_us(bytes, piece) == ours);
    for (auto const& request : ours) must(read_strictly(bytes) == request);
    return 0;
}
