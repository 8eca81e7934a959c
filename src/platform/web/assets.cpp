// SPDX-License-Identifier: EUPL-1.2
#include "web/assets.hpp"

#include <algorithm>

#include "crypto/encoding.hpp"
#include "web/content_encoding.hpp"

namespace voordeur {
namespace {

// As long as tools/build_assets.mjs makes it.
constexpr std::size_t hash_length = 8;

std::string_view content_type_of(std::string_view name) {
    if (name.ends_with(".css")) return "text/css; charset=utf-8";
    if (name.ends_with(".js")) return "text/javascript; charset=utf-8";
    if (name.ends_with(".svg")) return "image/svg+xml";
    if (name.ends_with(".png")) return "image/png";
    if (name.ends_with(".woff2")) return "font/woff2";
    return "text/plain; charset=utf-8";
}

std::string_view encode(Asset const& asset, std::string_view accept_encoding, Response& response) {
    if (asset.brotli.empty()) return asset.content;
    response.with_header("Vary", "Accept-Encoding");
    switch (best_encoding(accept_encoding)) {
        case ContentEncoding::brotli:
            response.with_header("Content-Encoding", "br");
            return asset.brotli;
        case ContentEncoding::gzip:
            response.with_header("Content-Encoding", "gzip");
            return asset.gzip;
        case ContentEncoding::none:
            break;
    }
    return asset.content;
}

}  // namespace

std::string_view Assets::add(std::string_view stem, std::string_view extension, std::string content) {
    if (content.empty()) return "";
    auto const hash = sha256_hex(content).substr(0, hash_length);
    auto const& name = own_.emplace_back(std::string(stem) + "." + hash + std::string(extension));
    assets_.push_back({name, own_.emplace_back(std::move(content))});
    return name;
}

std::string_view Assets::content(std::string_view name) const {
    auto const found = std::ranges::find(assets_, name, &Asset::name);
    return found == assets_.end() ? std::string_view() : found->content;
}

std::optional<Response> Assets::answer(std::string_view name, Request const& request) const {
    auto const found = std::ranges::find(assets_, name, &Asset::name);
    if (found == assets_.end()) return std::nullopt;
    Response response;
    response.content_type = content_type_of(name);
    response.with_header("Cache-Control", "public, max-age=31536000, immutable");
    response.body = encode(*found, request.header("accept-encoding"), response);
    return response;
}

}  // namespace voordeur
