// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace voordeur {

// One paragraph of a mail's text part, or its link.
struct MailBlock {
    bool is_link = false;
    std::vector<std::string> lines;
};

// An empty line parts paragraphs; a line that is nothing but `link`, the mail's own (empty: it has none), is
// a block of its own. A line that begins with a small letter goes on with the one before: there a sentence
// was wrapped.
std::vector<MailBlock> mail_blocks(std::string_view text, std::string_view link);

}  // namespace voordeur
