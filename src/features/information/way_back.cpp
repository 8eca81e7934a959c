// SPDX-License-Identifier: EUPL-1.2
#include "information/way_back.hpp"

#include <algorithm>

#include "urls.hpp"

namespace voordeur {
namespace {

bool is_token(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](char character) {
        return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z') ||
               (character >= '0' && character <= '9') || character == '-' || character == '_';
    });
}

}  // namespace

std::optional<std::string> step_3_path(std::string_view referer, std::string_view public_url) {
    if (!referer.starts_with(public_url)) return std::nullopt;
    auto const with_query = referer.substr(public_url.size());
    auto const path = with_query.substr(0, with_query.find('?'));
    for (auto const link : {urls::invitation, urls::confirmation}) {
        if (!path.starts_with(link) || !path.ends_with(urls::documents)) continue;
        if (path.size() <= link.size() + urls::documents.size()) continue;
        if (is_token(path.substr(link.size(), path.size() - link.size() - urls::documents.size())))
            return std::string(path);
    }
    return std::nullopt;
}

}  // namespace voordeur
