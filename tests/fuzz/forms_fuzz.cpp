// SPDX-License-Identifier: EUPL-1.2
// Bytes from outside that are read before anyone has proved anything: form bodies, cookies, Accept-Language,
// Accept-Encoding and the framing of a request. Invariants, not examples.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/escaping.hpp"
#include "values/text.hpp"
#include "web/content_encoding.hpp"
#include "web/form.hpp"
#include "web/request.hpp"
#include "web/request_guard.hpp"
#include "words/language.hpp"

using namespace voordeur;

namespace {

void must(bool holds) {
    if (!holds) std::abort();
}

void check_form(std::string_view bytes) {
    auto const form = Form::parse(bytes);
    if (!form) return;
    for (auto const* name : {"email", "password", "form_token", ""}) {
        auto const& value = form->text(name);
        must(is_valid_utf8_without_nul(value));
        must(form->has(name) || value.empty());
        // What was read can be written, and reads the same.
        auto const again = Form::parse("x=" + url_encoded(value));
        must(again && again->text("x") == value);
    }
}

void check_cookie(std::string_view bytes) {
    Request request;
    request.headers["cookie"] = bytes;
    auto const value = cookie_value(request, "session");
    must(!value || value->find(';') == std::string::npos);
}

void check_guard(std::string_view bytes) {
    auto const half = bytes.size() / 2;
    RawHeaders const headers{{"Host", "a"}, {bytes.substr(0, half), bytes.substr(half)}};
    if (!is_well_framed(11, "/", headers)) return;
    // Whatever the second header is, a request that passes has one length at most, and says it in one way.
    must(is_well_framed(11, "/", {{"Host", "a"}}));
    RawHeaders twice = headers;
    twice.emplace_back("Content-Length", "1");
    twice.emplace_back("Transfer-Encoding", "chunked");
    must(!is_well_framed(11, "/", twice));
}

void check_encoding(std::string_view bytes) {
    // What a browser takes besides changes nothing for what it refuses, and leaves nothing better than
    // brotli.
    must(best_encoding(std::string(bytes) + ",br;q=0,gzip;q=0") == ContentEncoding::none);
    must(best_encoding(std::string(bytes) + ",br,gzip;q=0,identity;q=0") == ContentEncoding::brotli);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    std::string_view const bytes(reinterpret_cast<char const*>(data), size);
    check_form(bytes);
    check_cookie(bytes);
    check_guard(bytes);
    check_encoding(bytes);
    auto const language = preferred_language(bytes);
    must(language == Language::dutch || language == Language::english);
    return 0;
}
