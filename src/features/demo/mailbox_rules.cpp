// SPDX-License-Identifier: EUPL-1.2
#include "demo/mailbox_rules.hpp"

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

std::string typed_form(BirthDate const& birth_date) {
    std::string text;
    if (birth_date.day && birth_date.month) text += std::to_string(*birth_date.day) + "-";
    if (birth_date.month) text += std::to_string(*birth_date.month) + "-";
    return text + std::to_string(birth_date.year);
}

}  // namespace voordeur
