// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace voordeur {

// What a person is called, in one text. No more is asked of it than that it can stand in a mail, a letter and
// a page. A value; safe from any thread.
class PersonName {
  public:
    // Trimmed, without invisible characters, in normalisation form C. Nothing when that is empty, longer than
    // 120 code points, not UTF-8, or holds a control character, a line break, < or >.
    static std::optional<PersonName> parse(std::string_view typed);

    std::string const& text() const { return text_; }

    bool operator==(PersonName const&) const = default;

  private:
    explicit PersonName(std::string text) : text_(std::move(text)) {}

    std::string text_;
};

// Enough for who shares a mailbox to see whose mail it is: "Jan de Vries" → "Jan V.", "mevrouw Van der Berg"
// → "mevrouw B.", "Voorbeeld" stays.
std::string short_name(std::string_view name);
// The same where a stranger may read it: "J. V.", "B.", "V.". A title is no part of a name, and a prefix as
// "van der" is none that a name is known by.
std::string initials(std::string_view name);

}  // namespace voordeur
