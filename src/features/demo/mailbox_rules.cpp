// SPDX-License-Identifier: EUPL-1.2
#include "demo/mailbox_rules.hpp"

#include <algorithm>

namespace voordeur {

std::optional<std::string> link_in(std::string_view mail_text, std::string_view public_url) {
    auto const beginning = std::string(public_url) + "/";
    while (!mail_text.empty()) {
        auto const line = mail_text.substr(0, mail_text.find('\n'));
        if (line.starts_with(beginning) && line.find(' ') == std::string_view::npos) return std::string(line);
        mail_text.remove_prefix(line.size() == mail_text.size() ? line.size() : line.size() + 1);
    }
    return std::nullopt;
}

std::string called(std::string_view name) {
    std::string words;
    while (!name.empty()) {
        auto const word = name.substr(0, name.find(' '));
        if (!word.ends_with('.')) words.append(words.empty() ? "" : " ").append(word);
        name.remove_prefix(std::min(name.size(), word.size() + 1));
    }
    return words;
}

std::string joined_lines(std::vector<std::string> const& lines) {
    std::string joined;
    for (auto const& line : lines) joined.append(joined.empty() ? "" : "\n").append(line);
    return joined;
}

std::string typed_form(BirthDate const& birth_date) {
    std::string text;
    if (birth_date.day && birth_date.month) text += std::to_string(*birth_date.day) + "-";
    if (birth_date.month) text += std::to_string(*birth_date.month) + "-";
    return text + std::to_string(birth_date.year);
}

}  // namespace voordeur
