// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "words/language.hpp"

namespace voordeur {

// A value for a {placeholder}. Numbers are for plurals only: ICU groups them, so codes and years go in as
// text.
struct WordParam {
    std::string name;
    std::variant<std::string, std::int64_t> value;
};
using WordParams = std::vector<WordParam>;

// One text in one language, ready to be filled in. A pattern with only {names} is kept in pieces; one with
// plurals goes through ICU's MessageFormat each time, since that may not be shared between threads. Thread
// safe.
class Message {
  public:
    // Throws std::runtime_error when `pattern` is no ICU message.
    Message(std::string pattern, Language language);

    // A name without a value stays as "{name}": a test that looks for braces finds it.
    std::string text(WordParams const& params) const;
    // For HTML: values and pattern escaped, **bold** of the pattern as <strong>.
    std::string html(WordParams const& params) const;
    bool is_constant() const { return pieces_.size() == 1 && pieces_.front().name.empty(); }

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
    bool needs_icu_ = false;
};

}  // namespace voordeur
