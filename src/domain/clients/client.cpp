// SPDX-License-Identifier: EUPL-1.2
#include "clients/client.hpp"

#include <algorithm>

namespace voordeur {

std::vector<std::string> words_in(std::string_view text) {
    std::vector<std::string> words;
    while (!text.empty()) {
        auto const end = std::min(text.find(' '), text.size());
        std::string word(text.substr(0, end));
        if (!word.empty() && std::ranges::find(words, word) == words.end()) words.push_back(std::move(word));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return words;
}

std::string joined_words(std::vector<std::string> const& words) {
    std::string text;
    for (auto const& word : words) text += (text.empty() ? "" : " ") + word;
    return text;
}

}  // namespace voordeur
