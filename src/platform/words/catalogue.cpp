// SPDX-License-Identifier: EUPL-1.2
#include "words/catalogue.hpp"

#include <optional>
#include <stdexcept>

#include "values/gsm_text.hpp"

namespace voordeur {
namespace {

std::string replaced(std::string text, std::string const& from, std::string const& to) {
    for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size())
        text.replace(at, from.size(), to);
    return text;
}

// "Onderwerp: Stap 1: …", an empty line, the body.
std::pair<std::string_view, std::string_view> subject_and_body(MailFile const& mail) {
    auto const colon = mail.text.find(": ");
    auto const line_end = mail.text.find("\n\n");
    if (colon == std::string_view::npos || line_end == std::string_view::npos || colon > line_end)
        throw std::runtime_error("mail without a subject: " + std::string(mail.name));
    return {mail.text.substr(colon + 2, line_end - colon - 2), mail.text.substr(line_end + 2)};
}

std::optional<std::string_view> replaced_by(Brand const& brand, Language language, std::string const& name) {
    auto const words = brand.words.find(language);
    if (words == brand.words.end()) return std::nullopt;
    auto const own = words->second.find(name);
    if (own == words->second.end()) return std::nullopt;
    return own->second;
}

// They would be read as a placeholder of the text that the term stands in.
void refuse_braces(std::string const& name, std::string const& term) {
    if (term.find_first_of("{}") == std::string::npos) return;
    throw std::runtime_error((name == "operator" ? "operator.name" : "brand: terms." + name) +
                             " must have no { and no }.");
}

using Placeholders = std::map<std::string, PlaceholderKind>;

void refuse_not_given(std::string const& name, Language language, Message const& theirs,
                      Placeholders const& given) {
    for (auto const& [placeholder, kind] : theirs.placeholders()) {
        auto const found = given.find(placeholder);
        if (found == given.end() || found->second < kind)
            throw std::runtime_error("brand: words." + std::string(code_of(language)) + "." + name +
                                     " has {" + placeholder + "}, which this text is never given" +
                                     (found == given.end() ? "." : " as a number."));
    }
}

}  // namespace

Catalogue::Catalogue(std::span<WordText const> words, std::span<MailFile const> mails, Brand const& brand,
                     std::string const& operator_name)
    : terms_(brand.terms) {
    for (auto const language : all_languages) {
        terms_[language]["operator"] = operator_name;
        for (auto const& [name, term] : terms_[language]) refuse_braces(name, term);
    }
    for (auto const& word : words) add_word(word, brand);
    for (auto const& mail : mails) {
        auto const [subject, body] = subject_and_body(mail);
        mails_[mail.language].emplace(
            std::string(mail.name), std::pair(compile(subject, mail.language), compile(body, mail.language)));
    }
}

// Who shows the word gives what our own text needs, and no more.
void Catalogue::add_word(WordText const& word, Brand const& brand) {
    auto const name = std::string(word.name);
    auto ours = compile(word.pattern, word.language);
    if (auto const theirs = replaced_by(brand, word.language, name)) {
        auto const given = ours.placeholders();
        ours = compile(*theirs, word.language);
        refuse_not_given(name, word.language, ours, given);
    }
    words_[word.language].emplace(name, std::move(ours));
}

// Terms are filled in before ICU sees the pattern: they are part of the sentence, not values of a request.
Message Catalogue::compile(std::string_view pattern, Language language) const {
    std::string text(pattern);
    if (text.find('{') == std::string::npos) return Message(std::move(text), language);
    for (auto const& [name, term] : terms_.at(language)) text = replaced(text, "{" + name + "}", term);
    return Message(std::move(text), language);
}

std::string Catalogue::text(FilledWord const& word, Language language) const {
    auto const& words = words_.at(language);
    auto const found = words.find(word.name.name);
    if (found == words.end()) throw std::out_of_range("no word " + std::string(word.name.name));
    return found->second.text(word.params);
}

std::optional<FilledWord> Catalogue::word(std::string_view name,
                                          std::vector<NamedValue> const& values) const {
    auto const& words = words_.at(Language::dutch);
    auto const found = words.find(name);
    if (found == words.end()) return std::nullopt;
    auto const& placeholders = found->second.placeholders();
    WordParams params;
    for (auto const& value : values)
        if (auto const placeholder = placeholders.find(value.name); placeholder != placeholders.end())
            params.push_back({placeholder->first, value.value});
    if (params.size() != placeholders.size()) return std::nullopt;
    return FilledWord(Word{found->first}, std::move(params));
}

MailText Catalogue::mail(FilledMail const& mail, Language language) const {
    auto const& [subject, body] = mails_.at(language).find(mail.name.name)->second;
    return {subject.text(mail.params), body.text(mail.params)};
}

std::string const& Catalogue::term(std::string_view name, Language language) const {
    return terms_.at(language).at(std::string(name));
}

std::string Catalogue::sms_sender(std::string_view practice, Language language) const {
    auto const& terms = terms_.at(language);
    if (auto const found = terms.find(std::string(sms_sender_term)); found != terms.end())
        return found->second;
    auto const sender = sms_sender_from(practice);
    return sender.empty() ? sms_sender_from(term("service", language)) : sender;
}

Message const* Catalogue::find(std::string_view folder, std::string_view name, Language language) const {
    auto const& words = words_.at(language);
    for (auto const& owner : {std::string(folder), std::string("pages")})
        if (auto const found = words.find(owner + "." + std::string(name)); found != words.end())
            return &found->second;
    return nullptr;
}

}  // namespace voordeur
