// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace voordeur {

// What is not right in the audit log, a sentence each.
class AuditProblems {
  public:
    // What is found twice is said once.
    void say(std::string sentence) {
        if (std::find(sentences_.begin(), sentences_.end(), sentence) != sentences_.end()) return;
        if (sentences_.size() == most) sentence = "And more.";
        if (sentences_.size() <= most) sentences_.push_back(std::move(sentence));
    }
    std::vector<std::string> const& sentences() const { return sentences_; }

    // As a text of lines, and back.
    void say_lines(std::string_view lines) {
        while (!lines.empty()) {
            auto const line = lines.substr(0, lines.find('\n'));
            say(std::string(line));
            lines.remove_prefix(std::min(lines.size(), line.size() + 1));
        }
    }
    std::string lines() const {
        std::string text;
        for (auto const& sentence : sentences_) text += sentence + "\n";
        return text;
    }

  private:
    // More of them say nothing more.
    static constexpr std::size_t most = 20;

    std::vector<std::string> sentences_;
};

}  // namespace voordeur
