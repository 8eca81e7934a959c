// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "words/language.hpp"
#include "words/word.hpp"

namespace voordeur {

// What stands for a {placeholder}: "{tries, plural, …}" is a count.
enum class PlaceholderKind { text, count };

// One text in one language, ready to be filled in. A pattern with only {names} is kept in pieces; one with
// plurals goes through ICU's MessageFormat each time, since that may not be shared between threads. Thread
// safe.
class Message {
  public:
    // Throws std::runtime_error when `pattern` is no ICU message.
    Message(std::string pattern, Language language);

    // Throws std::logic_error when a placeholder has no value: nobody reads "{when}".
    std::string text(WordParams const& params) const;
    // For HTML: values and pattern escaped, **bold** of the pattern as <strong>.
    std::string html(WordParams const& params) const;
    std::map<std::string, PlaceholderKind> const& placeholders() const { return placeholders_; }
    bool is_constant() const { return placeholders_.empty(); }
    // The names of the placeholders, in the order in which their values stand in the text, for who makes the
    // text between them ahead; nullopt: it has a plural.
    std::optional<std::vector<std::string_view>> places() const;
    // The value of one of them, as it stands in `text` or `html`. Throws as they do.
    std::string text_at(std::string_view placeholder, WordParams const& params) const;
    std::string html_at(std::string_view placeholder, WordParams const& params) const;

  private:
    struct Piece {
        std::string text;
        std::string name;
    };
    std::string filled(WordParams const& params, bool as_html) const;
    std::string formatted(WordParams const& params) const;

    std::string pattern_;
    Language language_;
    std::vector<Piece> pieces_;
    std::map<std::string, PlaceholderKind> placeholders_;
    bool needs_icu_ = false;
};

}  // namespace voordeur
