// SPDX-License-Identifier: EUPL-1.2
#include "web/assets.hpp"

#include "crypto/encoding.hpp"

namespace voordeur {
namespace {

std::string content_type_of(std::string_view name) {
    if (name.ends_with(".css")) return "text/css; charset=utf-8";
    if (name.ends_with(".js")) return "text/javascript; charset=utf-8";
    if (name.ends_with(".svg")) return "image/svg+xml";
    if (name.ends_with(".png")) return "image/png";
    if (name.ends_with(".woff2")) return "font/woff2";
    return "text/plain; charset=utf-8";
}

}  // namespace

void Assets::put(std::string name, std::string content) {
    auto const tag = "\"" + sha256_hex(content).substr(0, 24) + "\"";
    auto type = content_type_of(name);
    assets_[std::move(name)] = {std::move(content), std::move(type), tag};
}

std::optional<Response> Assets::answer(std::string_view name, Request const& request) const {
    auto const found = assets_.find(name);
    if (found == assets_.end()) return std::nullopt;
    auto const& asset = found->second;
    Response response;
    response.content_type = asset.content_type;
    response.with_header("ETag", asset.tag).with_header("Cache-Control", "public, max-age=3600");
    if (request.header("if-none-match") == asset.tag)
        response.status = 304;
    else
        response.body = asset.content;
    return response;
}

}  // namespace voordeur
