// SPDX-License-Identifier: EUPL-1.2
#include "outbox/mail_blocks.hpp"

namespace voordeur {
namespace {

std::string_view trimmed(std::string_view line) {
    constexpr std::string_view blanks = " \t\r";
    auto const first = line.find_first_not_of(blanks);
    if (first == std::string_view::npos) return {};
    return line.substr(first, line.find_last_not_of(blanks) - first + 1);
}

// a to z, or à to ÿ.
bool begins_small(std::string_view line) {
    if (line[0] >= 'a' && line[0] <= 'z') return true;
    return line.size() > 1 && line[0] == '\xc3' && line[1] >= '\xa0' && line[1] <= '\xbf';
}

void go_on_with(std::string_view line, MailBlock& paragraph) {
    if (!paragraph.lines.empty() && begins_small(line))
        paragraph.lines.back().append(" ").append(line);
    else
        paragraph.lines.emplace_back(line);
}

}  // namespace

std::vector<MailBlock> mail_blocks(std::string_view text, std::string_view link) {
    std::vector<MailBlock> blocks;
    bool is_open = false;
    while (!text.empty()) {
        auto const end = text.find('\n');
        auto const line = trimmed(text.substr(0, end));
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
        auto const is_link = !line.empty() && line == link;
        if (is_link) blocks.push_back({true, {std::string(line)}});
        if (!line.empty() && !is_link) {
            if (!is_open) blocks.emplace_back();
            go_on_with(line, blocks.back());
        }
        is_open = !line.empty() && !is_link;
    }
    return blocks;
}

}  // namespace voordeur
