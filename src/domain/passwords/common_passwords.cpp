// SPDX-License-Identifier: EUPL-1.2
#include "passwords/common_passwords.hpp"

#include <algorithm>
#include <set>
#include <vector>

#include "values/text.hpp"

namespace voordeur {
namespace {

constexpr std::string_view words[] = {
    // what a password is, and how one greets it
    "wachtwoord", "paswoord", "passwoord", "wachtzin", "wachtw", "geheim", "geheimpje", "sesamopenu", "sesam",
    "welkom", "welkomthuis", "hallo", "hoi", "goedemorgen", "goedendag", "doei", "password", "passw",
    "welcome", "letmein", "secret", "hello", "admin", "beheerder", "gebruiker", "inloggen", "login", "inlog",
    "account", "toegang", "test", "tijdelijk", "verander", "changeme", "computer", "internet", "default",
    "pincode", "qwerty", "azerty", "gmail", "hotmail", "outlook", "ziggo", "kpnmail", "google", "facebook",
    "whatsapp", "samsung", "iphone",
    // when it is
    "lente", "voorjaar", "zomer", "herfst", "najaar", "winter", "januari", "februari", "maart", "april",
    "juni", "juli", "augustus", "september", "oktober", "november", "december", "maandag", "dinsdag",
    "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag", "weekend", "vakantie", "kerst", "kerstmis",
    "kerstman", "sinterklaas", "pasen", "koningsdag", "lentezomerherfstwinter", "verjaardag", "carnaval",
    "spring", "summer", "autumn", "january", "february", "march", "august", "october", "monday", "tuesday",
    "wednesday", "thursday", "friday", "saturday", "sunday", "christmas",
    // football
    "ajax", "feyenoord", "feijenoord", "psv", "psveindhoven", "fctwente", "twente", "fcutrecht", "vitesse",
    "heerenveen", "sparta", "excelsior", "cambuur", "willem", "heracles", "nacbreda", "fcgroningen",
    "azalkmaar", "adodenhaag", "volendam", "roda", "rodajc", "pecz", "peczwolle", "goaheadeagles",
    "necnijmegen", "fortuna", "voetbal", "football", "nederland", "holland", "oranje", "hollandia", "belgie",
    "anderlecht", "clubbrugge", "barcelona", "realmadrid", "liverpool", "arsenal", "huphollandhup",
    "handinhand", "kameraden", "cruijff", "cruyff", "verstappen", "formule",
    // where one lives
    "amsterdam", "rotterdam", "denhaag", "sgravenhage", "utrecht", "eindhoven", "groningen", "tilburg",
    "almere", "breda", "nijmegen", "apeldoorn", "haarlem", "arnhem", "enschede", "amersfoort", "zaandam",
    "zaanstad", "hoofddorp", "zwolle", "leiden", "zoetermeer", "dordrecht", "maastricht", "leeuwarden",
    "alkmaar", "delft", "deventer", "hengelo", "hilversum", "venlo", "sittard", "heerlen", "roosendaal",
    "helmond", "purmerend", "schiedam", "vlaardingen", "lelystad", "gouda", "assen", "emmen", "middelburg",
    "vlissingen", "terneuzen", "denbosch", "shertogenbosch", "antwerpen", "brussel", "friesland", "drenthe",
    "overijssel", "gelderland", "flevoland", "zeeland", "brabant", "limburg", "texel", "ameland",
    "terschelling", "schiphol", "marokko", "turkije", "istanbul", "suriname", "paramaribo",
    // whom and what one loves
    "schatje", "schat", "lieverd", "liefde", "liefje", "liefste", "ikhouvanjou", "ikhouvanje",
    "ikweethetniet", "ikbenhetvergeten", "vergeten", "aapnootmies", "bassie", "adriaan", "houvanjou",
    "iloveyou", "mama", "papa", "mamma", "pappa", "oma", "opa", "kusje", "kusjes", "moppie", "prinses",
    "princess", "engel", "engeltje", "knuffel", "vrienden", "familie", "kinderen", "kleinkind",
    "kleinkinderen", "bloem", "bloemen", "bloemetje", "vlinder", "zonnetje", "zonneschijn", "sunshine",
    "zonnebloem", "roos", "tulp", "poes", "poesje", "hond", "hondje", "paard", "paardje", "konijn", "olifant",
    "dolfijn", "tijger", "monkey", "dragon", "superman", "batman", "master", "shadow", "baseball", "nijntje",
    "pipo", "muziek", "chocola", "chocolade", "appeltaart", "stroopwafel", "pannenkoek", "hagelslag",
    "pindakaas", "spaghetti", "koffie", "biertje", "geluk", "vrijheid", "regenboog", "zeilboot", "fiets",
    "motor", "gitaar", "piano", "disney", "pokemon", "starwars",
    // first names given most
    "pietje", "hendrik", "maria", "anna", "johanna", "elisabeth", "sanne", "daan", "emma", "lucas", "sophie",
    "thomas", "julia", "jeroen", "linda", "peter", "marieke", "martijn", "michael", "daniel", "robert",
    "jessica", "kevin", "dennis", "patrick", "wilma", "mohamed", "mohammed", "fatima",
    // what this site is about
    "voordeur", "huisarts", "huisartsen", "huisartsenpraktijk", "huisartsenpost", "dokter", "doktor", "arts",
    "praktijk", "patient", "patienten", "ziekenhuis", "apotheek", "gezondheid", "gezond", "medicijn",
    "medicijnen", "recept", "zorg", "eservices", "cgm", "cgmlife", "lifekey", "superpin", "klantnummer",
    "inlognaam", "onlinediensten", "digid",
    // what C1 shows as an example
    "lampkoffietuinregen", "lampcoffeegardenrain"};

// They make a password hardly better.
constexpr std::string_view fillers[] = {
    "mijn", "jouw", "onze", "deze", "nieuw", "nieuwe", "lang", "sterk", "veilig", "goed", "dit", "dat", "het",
    "een",  "is",   "de",   "van",  "voor",  "ik",     "my",   "new",   "in",     "op",   "aan", "code"};

constexpr std::string_view walks[] = {"qwertyuiop",
                                      "asdfghjkl",
                                      "zxcvbnm",
                                      "azertyuiop",
                                      "qsdfghjklm",
                                      "wxcvbn",
                                      "qwertzuiop",
                                      "abcdefghijklmnopqrstuvwxyz",
                                      "01234567890",
                                      "!@#$%^&*()",
                                      "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
                                      "qazwsxedcrfvtgbyhnujm",
                                      "q1w2e3r4t5y6u7i8o9p0",
                                      "1q2w3e4r5t6y7u8i9o0p",
                                      "a1b2c3d4e5f6g7h8",
                                      "147258369",
                                      "159357",
                                      "qweasdzxc",
                                      "qweasdyxc",
                                      "1029384756",
                                      "0102030405060708",
                                      "24681012",
                                      "13579",
                                      "112233445566778899"};

// U+00C0 to U+017F, 16 a line.
constexpr std::string_view plain_latin =
    "AAAAAAACEEEEIIII"
    "DNOOOOOxOUUUUYTs"
    "aaaaaaaceeeeiiii"
    "dnooooo/ouuuuyty"
    "AaAaAaCcCcCcCcDd"
    "DdEeEeEeEeEeGgGg"
    "GgGgHhHhIiIiIiIi"
    "IiIiJjKkkLlLlLlL"
    "lLlNnNnNnnNnOoOo"
    "OoOoRrRrRrSsSsSs"
    "SsTtTtTtUuUuUuUu"
    "UuUuWwYyYZzZzZzs";

constexpr std::string_view separators = " -._/,'";

char guessable_character(char32_t code_point) {
    constexpr char32_t latin_begin = 0xC0;
    if (code_point < 0x80) return static_cast<char>(code_point);
    auto const place = code_point - latin_begin;
    if (code_point >= latin_begin && place < plain_latin.size()) return plain_latin[place];
    return static_cast<char>(0x80 | (code_point & 0x7F));
}

// A byte of valid UTF-8 either begins a character or adds six bits to it.
std::u32string code_points(std::string_view utf8) {
    std::u32string result;
    for (auto const character : utf8) {
        auto const byte = static_cast<unsigned char>(character);
        if ((byte & 0xC0) == 0x80 && !result.empty()) {
            result.back() = result.back() << 6 | (byte & 0x3F);
        } else {
            auto const mask = byte < 0x80 ? 0x7F : byte < 0xE0 ? 0x1F : byte < 0xF0 ? 0x0F : 0x07;
            result.push_back(byte & static_cast<unsigned char>(mask));
        }
    }
    return result;
}

// The signs that people write for a letter.
std::string_view leet_of(char letter) {
    switch (letter) {
        case 'a':
            return "@4";
        case 'b':
            return "8";
        case 'c':
            return "(";
        case 'e':
            return "3";
        case 'g':
            return "96";
        case 'i':
            return "1!|";
        case 'l':
            return "1|!";
        case 'o':
            return "0";
        case 's':
            return "$5";
        case 't':
            return "7+";
        case 'z':
            return "2";
        default:
            return {};
    }
}

bool begins_with_year(std::string_view text) {
    return text.size() >= 4 && is_all_digits(text.substr(0, 4)) &&
           (text.starts_with("18") || text.starts_with("19") || text.starts_with("20"));
}

std::size_t common_prefix(std::string_view one, std::string_view other) {
    auto const [end, unused] = std::ranges::mismatch(one, other);
    return static_cast<std::size_t>(end - one.begin());
}

// How many characters at the begin of `text` lie beside each other on the keyboard or in a well-known row.
std::size_t walk_length(std::string_view text) {
    std::size_t longest = 0;
    for (auto const walk : walks) {
        std::string const back(walk.rbegin(), walk.rend());
        for (std::size_t begin = 0; begin < walk.size(); ++begin) {
            longest = std::max(longest, common_prefix(text, walk.substr(begin)));
            longest = std::max(longest, common_prefix(text, std::string_view(back).substr(begin)));
        }
    }
    return longest;
}

enum class PieceKind { single, free, common, own };

// The last piece of the cheapest way to come to a place in the text.
struct Piece {
    int surprise = 0;  // of all pieces up to this one
    std::size_t length = 0;
    PieceKind kind = PieceKind::single;
    std::string_view word;
};

// best_[n] explains the first n characters; each place is extended by every piece that can follow it.
class Explainer {
  public:
    Explainer(std::string_view text, std::span<std::string const> own_words)
        : text_(text), own_words_(own_words), best_(text.size() + 1) {
        for (std::size_t end = 1; end <= text.size(); ++end) best_[end].surprise = 1 << 20;
        for (std::size_t place = 0; place < text.size(); ++place) extend(place);
    }

    Explanation result() const {
        Explanation result;
        std::set<std::string_view> common;
        result.surprise = best_.back().surprise;
        for (auto place = text_.size(); place > 0; place -= best_[place].length) {
            if (best_[place].kind == PieceKind::own) result.own_letters += best_[place].length;
            if (best_[place].kind == PieceKind::common) common.insert(best_[place].word);
        }
        result.common_words = common.size();
        return result;
    }

  private:
    void extend(std::size_t place) {
        auto const rest = text_.substr(place);
        for (auto const& word : own_words_) offer(place, {0, length_as(word, rest), PieceKind::own, word});
        for (auto const word : words) offer(place, {0, length_as(word, rest), PieceKind::common, word});
        for (auto const word : fillers) offer(place, {2, length_as(word, rest), PieceKind::free, {}});
        for (auto length = walk_length(rest); length >= 3; --length) {
            offer(place, {length == 3 ? 2 : 0, length, PieceKind::free, {}});
        }
        if (begins_with_year(rest)) offer(place, {1, 4, PieceKind::free, {}});
        offer(place, {single_surprise(place), 1, PieceKind::single, {}});
    }

    void offer(std::size_t place, Piece piece) {
        piece.surprise += best_[place].surprise;
        if (piece.length > 0 && piece.surprise < best_[place + piece.length].surprise) {
            best_[place + piece.length] = piece;
        }
    }

    int single_surprise(std::size_t place) const {
        auto const character = text_[place];
        if (place > 0 && text_[place - 1] == character) return 0;
        return is_ascii_letter(character) || static_cast<unsigned char>(character) >= 0x80 ? 3 : 1;
    }

    std::string_view text_;
    std::span<std::string const> own_words_;
    std::vector<Piece> best_;
};

}  // namespace

std::string guessable(std::string_view utf8) {
    std::string result;
    for (auto const code_point : code_points(trimmed_visible(utf8))) {
        result += guessable_character(code_point);
    }
    return result;
}

std::string guessable_letters(std::string_view utf8) {
    auto result = ascii_lower(guessable(folded(utf8)));
    std::erase_if(result,
                  [](char character) { return separators.find(character) != std::string_view::npos; });
    return result;
}

std::span<std::string_view const> common_password_words() {
    return words;
}

Explanation explained(std::string_view text, std::span<std::string const> own_words) {
    return Explainer(text, own_words).result();
}

std::size_t repeated_length(std::string_view text) {
    for (std::size_t length = 1; length <= text.size() / 2; ++length) {
        if (text.substr(length) == text.substr(0, text.size() - length)) return length;
    }
    return text.size();
}

std::size_t length_as(std::string_view word, std::string_view text) {
    if (word.size() > text.size()) return 0;
    auto const is_letter = [](char meant, char written) {
        return meant == written || leet_of(meant).find(written) != std::string_view::npos;
    };
    auto const begin = text.substr(0, word.size());
    return std::ranges::equal(word, begin, is_letter) ? word.size() : 0;
}

bool is_common_password(std::string_view text) {
    constexpr std::size_t few_characters = 3, short_repeat = 6;
    std::set<char> const different(text.begin(), text.end());
    return different.size() <= few_characters || repeated_length(text) < short_repeat ||
           explained(text, {}).is_easy();
}

}  // namespace voordeur
