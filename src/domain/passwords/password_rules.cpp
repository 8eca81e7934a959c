// SPDX-License-Identifier: EUPL-1.2
#include "passwords/password_rules.hpp"

#include <zxcvbn.h>

#include <algorithm>
#include <string_view>
#include <vector>

#include "passwords/common_passwords.hpp"
#include "passwords/listed_passwords.hpp"
#include "values/text.hpp"

namespace voordeur {
namespace {

using Words = std::vector<std::string>;

// What is shorter stands in too many words by chance.
constexpr std::size_t shortest_own_word = 3, shortest_telling = 4;
constexpr int good_score = 3;

constexpr std::string_view months[] = {"januari", "februari", "maart",     "april",   "mei",      "juni",
                                       "juli",    "augustus", "september", "oktober", "november", "december"};

bool is_letter(char character) {
    return is_ascii_letter(character) || static_cast<unsigned char>(character) >= 0x80;
}

bool is_letter_or_digit(char character) {
    return is_letter(character) || is_ascii_digit(character);
}

template <class Belongs>
void add_runs(std::string_view text, Belongs belongs, Words& words) {
    for (auto begin = text.begin(); begin != text.end();) {
        begin = std::find_if(begin, text.end(), belongs);
        auto const end = std::find_if_not(begin, text.end(), belongs);
        if (end - begin >= static_cast<std::ptrdiff_t>(shortest_own_word)) words.emplace_back(begin, end);
        begin = end;
    }
}

// Each word, each word without its digits (`jansen48`), and all as one (`janbos`).
void add_words_of(std::string_view typed, Words& words) {
    auto const text = ascii_lower(guessable(folded(typed)));
    add_runs(text, is_letter_or_digit, words);
    add_runs(text, is_letter, words);
    auto const joined = guessable_letters(typed);
    if (joined.size() >= shortest_own_word) words.push_back(joined);
}

// The usual spellings of a birth date, without separators.
struct DateWriter {
    std::string year;  // two digits
    std::string century;
    std::string month;  // two digits or empty, as day
    std::string day;

    static std::string short_form(std::string const& two_digits) {
        return two_digits.starts_with('0') ? two_digits.substr(1) : two_digits;
    }

    void add_year(Words& words) const {
        if (!century.empty()) words.push_back(century + year);
    }

    void add_month(Words& words) const {
        if (month.empty()) return;
        for (auto const& written : {century + year, year}) {
            for (auto const& number : {month, short_form(month)}) {
                words.push_back(number + written);
                words.push_back(written + number);
            }
            words.push_back(month_name() + written);
            words.push_back(month_name().substr(0, 3) + written);
        }
    }

    void add_day(Words& words) const {
        if (month.empty() || day.empty()) return;
        for (auto const& written : {century + year, year, std::string()}) {
            words.push_back(day + month + written);
            words.push_back(month + day + written);
            words.push_back(short_form(day) + short_form(month) + written);
            words.push_back(short_form(day) + month + written);
            words.push_back(written + month + day);
            words.push_back(short_form(day) + month_name() + written);
            words.push_back(day + month_name() + written);
        }
    }

    std::string month_name() const {
        auto const index = static_cast<std::size_t>((month[0] - '0') * 10 + month[1] - '1');
        return index < std::size(months) ? std::string(months[index]) : month;
    }
};

// Nothing when it is no date of BirthDate::iso(): a broken context must not keep anyone from a password.
void add_birth_date(std::string_view iso, Words& words) {
    if (iso.size() != 10) return;
    auto const part = [&](std::size_t begin) {
        auto const text = iso.substr(begin, 2);
        return std::string(is_all_digits(text) ? text : std::string_view());
    };
    DateWriter const date{part(2), part(0), part(5), part(8)};
    if (date.year.empty()) return;
    date.add_year(words);
    date.add_month(words);
    date.add_day(words);
}

// Longest first, so that taking them out leaves nothing of a longer one.
Words own_words(PasswordContext const& context) {
    Words words;
    add_words_of(context.name, words);
    add_words_of(context.email.substr(0, context.email.find('@')), words);
    add_words_of(context.email, words);
    add_words_of(context.practice, words);
    add_birth_date(context.birth_date, words);
    std::erase_if(words, [](std::string const& word) { return word.size() < shortest_own_word; });
    std::ranges::sort(words, [](std::string const& one, std::string const& other) {
        return one.size() != other.size() ? one.size() > other.size() : one < other;
    });
    words.erase(std::ranges::unique(words).begin(), words.end());
    return words;
}

// Whether `text` ends with `times` times its last `length` characters.
bool ends_repeating(std::string_view text, std::size_t length, std::size_t times) {
    if (text.size() < length * times) return false;
    auto const tail = text.substr(text.size() - length * times);
    return tail.substr(length) == tail.substr(0, tail.size() - length);
}

// What is said again at once adds nothing for a guesser. Two letters may come twice, as in many a word.
std::string without_repetition(std::string_view text) {
    std::string result;
    for (auto const character : text) {
        result += character;
        for (std::size_t length = 1; length <= result.size() / 2; ++length) {
            auto const too_many_times = length < 3 ? 3U : 2U;
            if (ends_repeating(result, length, too_many_times)) result.resize(result.size() - length);
        }
    }
    return result;
}

int score_of_bits(double bits) {
    constexpr double bits_of_score[] = {9.97, 19.93, 26.58, 33.22};  // 10³, 10⁶, 10⁸ and 10¹⁰ guesses
    return static_cast<int>(
        std::ranges::count_if(bits_of_score, [&](double limit) { return bits >= limit; }));
}

// That of the strongest stretch, for zxcvbn's time grows with the fourth power of the length (`0120210121…`:
// half a second for 100 characters, 3 ms for 32) and a stretch is enough for any score. `text` is of
// guessable characters.
int zxcvbn_score(std::string_view text, Words const& own) {
    constexpr std::size_t longest_scored = 96, stretch = 32;
    constexpr int best_score = 4;
    std::vector<char const*> dictionary;
    for (auto const& word : own) dictionary.push_back(word.c_str());
    for (auto const word : common_password_words()) dictionary.push_back(word.data());
    dictionary.push_back(nullptr);
    auto const scored = without_repetition(text).substr(0, longest_scored);
    auto score = 0;
    for (std::size_t begin = 0; begin < scored.size() && score < best_score; begin += stretch) {
        auto const part = scored.substr(begin, stretch);
        score = std::max(score, score_of_bits(ZxcvbnMatch(part.c_str(), dictionary.data(), nullptr)));
    }
    return score;
}

// No capitals but the first or all, and vowels as often as in a word.
bool reads_as_word(std::string_view letters) {
    constexpr std::ptrdiff_t most_consonants_together = 3;
    auto const is_vowel = [](char letter) {
        return std::string_view("aeiou").find(letter) != std::string_view::npos;
    };
    auto const lower = ascii_lower(std::string(letters));
    std::ptrdiff_t together = 0, most = 0;
    for (auto const letter : lower) most = std::max(most, together = is_vowel(letter) ? 0 : together + 1);
    auto const has_usual_case = letters.substr(1) == lower.substr(1) || letters == ascii_upper(lower);
    return has_usual_case && most <= most_consonants_together &&
           std::ranges::count_if(lower, is_vowel) * 10 >= std::ssize(lower) * 3;
}

// A listed word, with the usual additions before or behind it.
bool is_listed_word_dressed_up(std::string_view text) {
    constexpr int usual_additions = 4;
    auto const begin = std::ranges::find_if(text, is_ascii_letter);
    auto const end = std::find_if(text.rbegin(), text.rend(), is_ascii_letter).base();
    if (begin >= end) return false;
    std::string const word(begin, end);
    std::string const additions = std::string(text.begin(), begin) + std::string(end, text.end());
    return is_listed_password(word) && explained(additions, {}).surprise <= usual_additions;
}

// zxcvbn knows English words only, and takes `Tuinstoel2024!` for random letters.
bool is_one_word_dressed_up(std::string_view text) {
    constexpr std::size_t longest_word = 11;
    constexpr int usual_additions = 2;
    auto const begin = std::ranges::find_if(text, is_ascii_letter);
    auto const end = std::find_if_not(begin, text.end(), is_ascii_letter);
    std::string const word(begin, end);
    std::string const additions = std::string(text.begin(), begin) + std::string(end, text.end());
    return !word.empty() && word.size() <= longest_word && reads_as_word(word) &&
           std::ranges::none_of(additions, is_letter) && explained(additions, {}).surprise <= usual_additions;
}

std::string without(std::string text, Words const& words) {
    for (auto const& word : words) {
        if (word.size() < shortest_telling) continue;
        for (std::size_t place = 0; place < text.size();) {
            auto const length = length_as(word, std::string_view(text).substr(place));
            text.erase(place, length);
            if (length == 0) ++place;
        }
    }
    return text;
}

bool is_nothing_but_personal(std::string const& text, Words const& own) {
    auto const explanation = explained(text, own);
    return explanation.is_easy() && explanation.own_letters > 0;
}

bool is_weak_without_personal(std::string const& text, Words const& own) {
    auto const rest = without(text, own);
    return rest != text && zxcvbn_score(rest, own) < good_score;
}

struct Judgement {
    std::optional<PasswordRefusal> refusal;
    int strength = 0;
};

Judgement judged(Password const& password, PasswordContext const& context) {
    constexpr int bad = 1, weak = 2;
    // Before anything that takes longer for a longer one.
    if (password.length() > password_max_length) return {PasswordRefusal::too_long, bad};
    auto const text = guessable_letters(password.reveal());
    auto const seen = guessable(password.reveal());
    auto const own = own_words(context);
    auto const score = zxcvbn_score(seen, own);
    auto const at_most = [&](int limit) { return std::min(score, limit); };
    if (password.length() < password_min_length) return {PasswordRefusal::too_short, at_most(bad)};
    if (is_nothing_but_personal(text, own)) return {PasswordRefusal::personal, at_most(bad)};
    if (is_common_password(text) || is_listed_password(text) || is_listed_word_dressed_up(text))
        return {PasswordRefusal::common, at_most(bad)};
    if (is_weak_without_personal(text, own)) return {PasswordRefusal::personal, at_most(bad)};
    if (score < good_score || is_one_word_dressed_up(seen)) {
        return {PasswordRefusal::too_weak, at_most(weak)};
    }
    return {std::nullopt, score};
}

}  // namespace

int password_strength(Password const& password, PasswordContext const& context) {
    return judged(password, context).strength;
}

std::optional<PasswordRefusal> refused_password(Password const& password, PasswordContext const& context) {
    return judged(password, context).refusal;
}

}  // namespace voordeur
