// SPDX-License-Identifier: EUPL-1.2
// How C++ names a text and gives it its values. tools/embed.mjs makes a name for each word and mail
// (sign_in/words.hpp, patients/mails.hpp): a constant, or, when it has {placeholders}, a type whose members
// are they. One that is left out does not compile.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace voordeur {

// The value of a {placeholder}. It has no default, so that nobody leaves it out. Codes and years are text
// too: ICU would group their digits.
struct Text {
    Text(std::string text) : value(std::move(text)) {}
    Text(std::string_view text) : value(text) {}
    Text(char const* text) : value(text) {}
    std::string value;
};
// The number of a plural.
struct Count {
    Count(std::int64_t count) : value(count) {}
    std::int64_t value;
};

struct WordParam {
    std::string_view name;  // a constant of the program
    std::variant<std::string, std::int64_t> value;
};
using WordParams = std::vector<WordParam>;

// A text of a words file.
struct Word {
    std::string_view name;  // registration.step_2_title
};
// A text of a mail file.
struct MailName {
    std::string_view name;  // patients/invitation
};

// A name with all that its text needs: made of a name whose text needs nothing, or of a made type.
template <class Name>
struct Filled {
    Filled(Name plain) : name(plain) {}
    Filled(Name with_placeholders, WordParams given) : name(with_placeholders), params(std::move(given)) {}
    Name name;
    WordParams params;
};
using FilledWord = Filled<Word>;
using FilledMail = Filled<MailName>;

}  // namespace voordeur
