// SPDX-License-Identifier: EUPL-1.2
// The only file that sees Beast.
#include "web/http_text.hpp"

#include <algorithm>
#include <boost/beast/core/string.hpp>
#include <boost/beast/http.hpp>
#include <optional>

#include "web/request_guard.hpp"

namespace voordeur {
namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;

// Most requests are shorter, cookies included.
constexpr std::size_t usual_bytes = 2048;

Method method_of(http::verb verb) {
    switch (verb) {
        case http::verb::get:
            return Method::get;
        case http::verb::head:
            return Method::head;
        case http::verb::post:
            return Method::post;
        case http::verb::options:
            return Method::options;
        default:
            return Method::other;
    }
}

std::string lower_case(std::string_view text) {
    std::string lower(text);
    for (auto& character : lower)
        if (character >= 'A' && character <= 'Z') character = static_cast<char>(character + 32);
    return lower;
}

std::string_view view(boost::string_view text) {
    return {text.data(), text.size()};
}

Request request_from(http::request<http::string_body>&& received) {
    Request request;
    request.method = method_of(received.method());
    auto const target = view(received.target());
    auto const question = target.find('?');
    request.path = target.substr(0, question);
    if (question != std::string_view::npos) request.query = target.substr(question + 1);
    for (auto const& field : received) {
        auto [entry, fresh] =
            request.headers.emplace(lower_case(view(field.name_string())), view(field.value()));
        if (fresh) continue;
        // A proxy may split what came over HTTP/2 as one (RFC 9113 section 8.2.3).
        auto const between = field.name() == http::field::cookie ? "; " : ", ";
        entry->second.append(between).append(view(field.value()));
    }
    request.body = std::move(received.body());
    return request;
}

bool guard_lets_through(http::request<http::string_body> const& header) {
    RawHeaders fields;
    for (auto const& field : header) fields.emplace_back(view(field.name_string()), view(field.value()));
    auto const target = view(header.target());
    auto const asks_of_all = header.method() == http::verb::options && target == "*";
    return is_well_framed(header.version(), asks_of_all ? "/" : target, fields);
}

// A field over several lines (RFC 9112 section 5.2): another server may see two fields in it, or none.
bool has_folded_line(std::string_view header) {
    return header.find("\r\n ") != std::string_view::npos || header.find("\r\n\t") != std::string_view::npos;
}

int status_of(boost::system::error_code error) {
    if (error == http::error::body_limit) return 413;
    return error == http::error::header_limit ? 431 : 400;
}

}  // namespace

struct RequestReader::Parser {
    http::request_parser<http::string_body> beast;
    bool is_header_fine = false;
    std::string last_of_header;  // two bytes: a line may be folded where two pieces meet

    bool takes_folded_line(std::string_view piece) {
        last_of_header += piece;
        auto const is_folded = has_folded_line(last_of_header);
        last_of_header.erase(0, last_of_header.size() - std::min<std::size_t>(2, last_of_header.size()));
        return is_folded;
    }
};

RequestReader::RequestReader(std::size_t header_bytes, std::size_t body_bytes)
    : header_bytes_(header_bytes), body_bytes_(body_bytes) {
    begin();
}

RequestReader::~RequestReader() = default;

void RequestReader::begin() {
    parser_ = std::make_unique<Parser>();
    parser_->beast.header_limit(static_cast<std::uint32_t>(header_bytes_));
    parser_->beast.body_limit(body_bytes_);
}

std::span<char> RequestReader::room() {
    if (bytes_.size() - filled_ < usual_bytes / 4) bytes_.resize(filled_ + usual_bytes);
    return {bytes_.data() + filled_, bytes_.size() - filled_};
}

void RequestReader::received(std::size_t count) {
    filled_ += count;
}

std::variant<NeedsMore, NoRequest, WholeRequest> RequestReader::next() {
    auto& beast = parser_->beast;
    std::size_t used = 0;
    boost::system::error_code error;
    std::size_t taken = 1;
    for (; !beast.is_done() && used < filled_ && taken > 0 && !error; used += taken) {
        taken = beast.put(asio::const_buffer(bytes_.data() + used, filled_ - used), error);
        if (parser_->is_header_fine) continue;
        if (parser_->takes_folded_line({bytes_.data() + used, taken})) return NoRequest{400};
        if (!beast.is_header_done()) continue;
        // The body only now: Beast would read one in chunks too.
        if (!guard_lets_through(beast.get())) return NoRequest{400};
        parser_->is_header_fine = true;
        beast.eager(true);
    }
    bytes_.erase(0, used);
    filled_ -= used;
    if (error && error != http::error::need_more) return NoRequest{status_of(error)};
    if (!beast.is_done()) return NeedsMore{};
    return take();
}

WholeRequest RequestReader::take() {
    auto received = parser_->beast.release();
    AnswerKind const kind{received.version(), received.keep_alive(), received.method() == http::verb::head};
    WholeRequest whole{request_from(std::move(received)), kind};
    begin();
    return whole;
}

std::string_view reason_of(int status) {
    return view(http::obsolete_reason(static_cast<http::status>(status)));
}

std::string answer_text(Response const& response, AnswerKind kind) {
    std::string text;
    text.reserve(256 + response.header_lines.size() + (kind.is_head ? 0 : response.body.size()));
    text.append(kind.version == 10 ? "HTTP/1.0 " : "HTTP/1.1 ").append(std::to_string(response.status));
    text.append(" ").append(reason_of(response.status));
    text.append("\r\nContent-Type: ").append(response.content_type);
    text.append("\r\nContent-Length: ").append(std::to_string(response.body.size())).append("\r\n");
    if (!kind.keep_alive) text.append("Connection: close\r\n");
    if (kind.keep_alive && kind.version == 10) text.append("Connection: keep-alive\r\n");
    text.append(response.header_lines).append("\r\n");
    if (!kind.is_head) text.append(response.body);
    return text;
}

}  // namespace voordeur
