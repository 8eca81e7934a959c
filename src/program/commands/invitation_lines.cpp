// SPDX-License-Identifier: EUPL-1.2
#include "commands/invitation_lines.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <system_error>

#include "base/files.hpp"

namespace voordeur {
namespace {

constexpr std::size_t longest_line = 10'000;

constexpr auto keys =
    std::to_array<std::string_view>({"name", "email", "birth_date", "postcode", "phone", "patient_number",
                                     "language", "registration", "letter"});

std::string names_of_keys() {
    std::string names;
    for (auto const key : keys) names += (names.empty() ? "" : ", ") + std::string(key);
    return names;
}

std::string flag_of(std::string key) {
    std::replace(key.begin(), key.end(), '_', '-');
    return "--" + key;
}

void read_lines(std::istream& stream, std::function<void(std::string const&, int)> const& each) {
    std::string line;
    for (int number = 1; std::getline(stream, line); ++number) {
        if (line.size() > longest_line)
            throw CommandError("Line " + std::to_string(number) + " is longer than " +
                               std::to_string(longest_line) + " bytes; one line is one patient.");
        auto const text = number == 1 ? without_windows_marks(line) : line;
        if (text.find_first_not_of(" \t\r") != text.npos) each(text, number);
    }
}

}  // namespace

Typed typed_from_json(std::string_view line) {
    auto const json = nlohmann::json::parse(line, nullptr, false);
    if (!json.is_object())
        throw CommandError("is no JSON object on one line, such as {\"name\": \"Jan de Vries\", …}.");
    Typed typed;
    for (auto const& [key, value] : json.items()) {
        if (std::ranges::find(keys, key) == keys.end())
            throw CommandError("has a key that is not one of " + names_of_keys() + ".");
        if (value.is_null()) continue;
        if (!value.is_string()) throw CommandError(key + " must be a text in quotes.");
        typed.put(flag_of(key), value.get<std::string>());
    }
    for (auto const* needed : {"name", "email", "birth_date", "postcode"})
        if (!typed.has(flag_of(needed))) throw CommandError(std::string(needed) + " is missing.");
    return typed;
}

void for_each_line(std::string const& file, std::function<void(std::string const&, int)> const& each) {
    if (file == "-") return read_lines(std::cin, each);
    std::ifstream stream(file, std::ios::binary);
    if (!stream)
        throw CommandError("--file " + file + " cannot be read (" + std::generic_category().message(errno) +
                           ").");
    read_lines(stream, each);
}

}  // namespace voordeur
