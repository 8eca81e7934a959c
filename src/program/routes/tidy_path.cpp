// SPDX-License-Identifier: EUPL-1.2
#include "routes/tidy_path.hpp"

#include <algorithm>

#include "accounts/email_change_paths.hpp"
#include "crypto/tokens.hpp"
#include "urls.hpp"
#include "values/text.hpp"

namespace voordeur {
namespace {

bool is_letter_or_digit(char character) {
    return is_ascii_letter(character) || is_ascii_digit(character);
}

// Browsers write what a path cannot hold as %XX, and our paths hold nothing of that.
std::string without_foreign_characters(std::string_view path) {
    constexpr std::size_t escape_length = 3;
    constexpr std::string_view signs = "/.-_";
    std::string kept;
    while (!path.empty()) {
        auto const character = path.front();
        auto const is_sign = signs.find(character) != std::string_view::npos;
        auto const is_second_slash = character == '/' && kept.ends_with('/');
        if ((is_letter_or_digit(character) || is_sign) && !is_second_slash) kept += character;
        path.remove_prefix(std::min(path.size(), character == '%' ? escape_length : 1));
    }
    return kept;
}

std::string without_end(std::string path) {
    while (path.size() > 1 && !is_letter_or_digit(path.back())) path.pop_back();
    return ascii_lower(std::move(path));
}

// The token's own case counts.
std::string tidy_link(std::string_view start, std::string_view after) {
    auto const slash = std::min(after.find('/'), after.size());
    auto const segment = after.substr(0, slash);
    auto const end = std::ranges::find_if_not(segment, is_letter_or_digit) - segment.begin();
    std::string link(start);
    link += segment.substr(0, std::min(static_cast<std::size_t>(end), link_token_length));
    auto const rest = without_end(std::string(after.substr(slash)));
    return rest.size() > 1 ? link + rest : link;
}

}  // namespace

std::string tidy_path(std::string_view path) {
    auto kept = without_foreign_characters(path);
    for (auto const start : {urls::invitation, urls::confirmation, recovery_path, stop_recovery_path,
                             new_mailbox_path, confirm_email_path, stop_email_path})
        if (ascii_lower(kept.substr(0, start.size())) == start)
            return tidy_link(start, std::string_view(kept).substr(start.size()));
    return without_end(std::move(kept));
}

}  // namespace voordeur
