// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <variant>
#include <vector>

#include "words/brand.hpp"
#include "words/message.hpp"

namespace voordeur {

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

// The value of a placeholder, read from somewhere.
struct NamedValue {
    std::string name;
    std::variant<std::string, std::int64_t> value;
};

// Every text of the product in every language, with the brand's terms filled in. Made once; thread safe.
class Catalogue {
  public:
    // Throws std::runtime_error with one sentence when the brand's texts would ask for values that nobody
    // gives.
    Catalogue(std::span<WordText const> words, std::span<MailFile const> mails, Brand const& brand,
              std::string const& operator_name);

    std::string text(FilledWord const& word, Language language) const;
    // By names that are no constants of the program. nullopt: there is no word that asks for just these
    // values.
    std::optional<FilledWord> word(std::string_view name, std::vector<NamedValue> const& values) const;
    MailText mail(FilledMail const& mail, Language language) const;
    // Who an SMS comes from: {sms_sender} of the brand, else the beginning of `practice`.
    std::string sms_sender(std::string_view practice, Language language) const;
    // {service} and the like, for what is not a sentence.
    std::string const& term(std::string_view name, Language language) const;

    // For a template of `folder`: its own text of that name, else that of `pages`. nullptr: there is none.
    Message const* find(std::string_view folder, std::string_view name, Language language) const;

  private:
    struct Hash : std::hash<std::string_view> {
        using is_transparent = void;
    };
    void add_word(WordText const& word, Brand const& brand);
    Message compile(std::string_view pattern, Language language) const;

    std::map<Language, std::map<std::string, std::string>> terms_;
    std::map<Language, std::unordered_map<std::string, Message, Hash, std::equal_to<>>> words_;
    std::map<Language, std::map<std::string, std::pair<Message, Message>, std::less<>>> mails_;
};

}  // namespace voordeur
