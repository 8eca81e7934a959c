// SPDX-License-Identifier: EUPL-1.2
#include "support/source_statements.hpp"

#include <algorithm>
#include <fstream>
#include <map>
#include <optional>
#include <regex>
#include <sstream>
#include <stdexcept>

namespace voordeur {
namespace {

// A text, with its quotes taken off and its neighbours joined to it, or a name or sign.
struct Token {
    bool is_text = false;
    std::string value;
};

std::string unescaped(std::string const& text) {
    return std::regex_replace(text, std::regex(R"(\\(["'\\]))"), "$1");
}

std::vector<Token> tokens_of(std::string const& source) {
    static std::regex const pattern(
        R"re(//[^\n]*|R"\(([^)]*)\)"|"((?:[^"\\\n]|\\.)*)"|'(?:[^'\\]|\\.)'|[A-Za-z_]\w*|\S)re");
    std::vector<Token> tokens;
    for (std::sregex_iterator match(source.begin(), source.end(), pattern), end; match != end; ++match) {
        auto const raw = match->str();
        if (raw.starts_with("//")) continue;
        bool const is_text = (*match)[1].matched || (*match)[2].matched;
        auto const value = (*match)[1].matched ? (*match)[1].str() : unescaped((*match)[2].str());
        if (is_text && !tokens.empty() && tokens.back().is_text)
            tokens.back().value += value;
        else
            tokens.push_back({is_text, is_text ? value : raw});
    }
    return tokens;
}

bool is_statement(Token const& token) {
    static std::regex const verb("(SELECT|INSERT INTO|UPDATE|DELETE FROM|WITH) [\\s\\S]*");
    return token.is_text && std::regex_match(token.value, verb);
}

using Constants = std::map<std::string, std::string>;

// The sum that begins at `at`; nothing when a part of it is no text and no constant.
std::optional<std::string> sum_at(std::vector<Token> const& tokens, std::size_t at,
                                  Constants const& constants) {
    std::string sum;
    for (;; at += 2) {
        auto const& token = tokens.at(at);
        auto const constant = constants.find(token.value);
        if (!token.is_text && constant == constants.end()) return std::nullopt;
        sum += token.is_text ? token.value : constant->second;
        if (at + 2 >= tokens.size() || tokens[at + 1].is_text || tokens[at + 1].value != "+") return sum;
    }
}

// joined<select, by_id>, from its first name on.
std::string joined_at(std::vector<Token> const& tokens, std::size_t at, Constants const& constants) {
    std::string sum;
    for (; tokens.at(at - 1).value != ">"; at += 2) sum += constants.at(tokens.at(at).value);
    return sum;
}

std::vector<std::string> statements_of(std::vector<Token> const& tokens) {
    std::vector<std::string> statements;
    Constants constants;
    for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
        auto const& token = tokens[i];
        if (token.value == "joined" && tokens[i + 1].value == "<")
            statements.push_back(joined_at(tokens, i + 2, constants));
        if (!token.is_text) continue;
        auto const sum = sum_at(tokens, i, constants);
        // What ends with a space goes on where it is joined.
        if (is_statement(token) && !token.value.ends_with(' ')) {
            if (!sum) throw std::runtime_error("what follows is not known: " + token.value);
            statements.push_back(*sum);
        }
        if (sum && i >= 2 && tokens[i - 1].value == "=") constants[tokens[i - 2].value] = *sum;
    }
    return statements;
}

}  // namespace

std::vector<SourceStatement> source_statements(std::filesystem::path const& folder) {
    std::vector<std::filesystem::path> paths;
    for (auto const& entry : std::filesystem::recursive_directory_iterator(folder))
        if (entry.path().filename().string().ends_with("_store.cpp")) paths.push_back(entry.path());
    std::sort(paths.begin(), paths.end());
    std::vector<SourceStatement> found;
    for (auto const& path : paths) {
        std::ostringstream source;
        source << std::ifstream(path).rdbuf();
        for (auto const& sql : statements_of(tokens_of(source.str())))
            found.push_back({path.filename().string(), sql});
    }
    return found;
}

}  // namespace voordeur
