// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>

#include "words/brand.hpp"
#include "words/message.hpp"

namespace voordeur {

// The name of a text: "registration.step_2_title"_w. A build step refuses a name that no words file has.
struct Word {
    std::string_view name;
};
consteval Word operator""_w(char const* name, std::size_t length) {
    return {{name, length}};
}

struct WordText {
    std::string_view name;  // registration.step_2_title
    Language language;
    std::string_view pattern;
};

// A whole mail: its first line is "Onderwerp: …" or "Subject: …".
struct MailFile {
    std::string_view name;  // registration/invitation
    Language language;
    std::string_view text;
};

struct MailText {
    std::string subject, text;
};

// Every text of the product in every language, with the brand's terms filled in. Made once; thread safe.
class Catalogue {
  public:
    Catalogue(std::span<WordText const> words, std::span<MailFile const> mails, Brand const& brand,
              std::string const& operator_name);

    std::string text(Word word, Language language, WordParams const& params = {}) const;
    MailText mail(std::string_view name, Language language, WordParams const& params) const;
    // {sms_sender} and the like, for what is not a sentence.
    std::string const& term(std::string_view name, Language language) const;

    // For a template of `folder`: its own text of that name, else that of `pages`. nullptr: there is none.
    Message const* find(std::string_view folder, std::string_view name, Language language) const;

  private:
    Message compile(std::string_view pattern, Language language) const;

    std::map<Language, std::map<std::string, std::string>> terms_;
    std::map<Language, std::unordered_map<std::string, Message>> words_;
    std::map<Language, std::map<std::string, std::pair<Message, Message>, std::less<>>> mails_;
};

}  // namespace voordeur
