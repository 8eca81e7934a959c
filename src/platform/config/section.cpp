// SPDX-License-Identifier: EUPL-1.2
#include "config/section.hpp"

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <sstream>
#include <system_error>

#include "base/files.hpp"

namespace voordeur {
namespace {

bool has_control_character(std::string_view text) {
    return std::any_of(text.begin(), text.end(), [](char character) {
        return static_cast<unsigned char>(character) < ' ' || character == 127;
    });
}

// "a", "b" or "c"
std::string listed(std::initializer_list<std::string_view> choices) {
    std::string text;
    std::size_t left = choices.size();
    for (auto const choice : choices) {
        text += "\"" + std::string(choice) + "\"";
        --left;
        if (left > 0) text += left == 1 ? " or " : ", ";
    }
    return text;
}

void collect_texts(toml::node const& node, std::vector<std::string>& texts) {
    if (auto const text = node.value_exact<std::string>()) texts.push_back(*text);
    if (node.is_array())
        for (auto const& element : *node.as_array()) collect_texts(element, texts);
    if (node.is_table())
        for (auto const& [key, value] : *node.as_table()) collect_texts(value, texts);
}

}  // namespace

std::optional<std::string> Section::text(std::string_view key) const {
    auto const* const found = node(key);
    if (found == nullptr) return std::nullopt;
    auto text = found->value_exact<std::string>();
    if (!text) refuse(key, "must be a text between quotation marks.");
    if (has_control_character(*text)) refuse(key, "must be one line without control characters.");
    return text;
}

std::string Section::text_or(std::string_view key, std::string_view fallback) const {
    return text(key).value_or(std::string(fallback));
}

std::string Section::needed_text(std::string_view key, std::string_view what) const {
    auto found = text(key);
    if (!found) refuse(key, "is missing; give " + std::string(what) + ".");
    if (found->empty()) refuse(key, "is empty; give " + std::string(what) + ".");
    return *std::move(found);
}

std::string Section::choice(std::string_view key, std::initializer_list<std::string_view> choices) const {
    auto const chosen = text_or(key, *choices.begin());
    if (std::find(choices.begin(), choices.end(), chosen) == choices.end())
        refuse(key, "must be " + listed(choices) + ", not \"" + chosen + "\".");
    return chosen;
}

int Section::number_or(std::string_view key, int fallback, Range range) const {
    auto const* const found = node(key);
    if (found == nullptr) return fallback;
    auto const number = found->value_exact<std::int64_t>();
    if (!number || *number < range.least || *number > range.most)
        refuse(key, "must be a whole number from " + std::to_string(range.least) + " to " +
                        std::to_string(range.most) + ".");
    return static_cast<int>(*number);
}

std::vector<std::string> Section::list(std::string_view key) const {
    auto const* const found = node(key);
    if (found == nullptr) return {};
    if (!found->is_array()) refuse(key, "must be a list: [\"…\", \"…\"].");
    std::vector<std::string> texts;
    for (auto const& element : *found->as_array()) {
        auto text = element.value_exact<std::string>();
        if (!text) refuse(key, "must be a list of texts between quotation marks.");
        texts.push_back(*std::move(text));
    }
    return texts;
}

std::map<std::string, std::string> Section::texts(std::string_view key) const {
    std::map<std::string, std::string> texts;
    auto const below = section(key);
    if (!below.is_present()) return texts;
    for (auto const& [name, value] : *below.table_)
        texts[std::string(name.str())] = below.text(name.str()).value();
    return texts;
}

std::vector<std::string> Section::every_text(std::string_view key) const {
    std::vector<std::string> texts;
    if (auto const* const found = table(key)) collect_texts(*found, texts);
    return texts;
}

std::string Section::json(std::string_view key) const {
    std::ostringstream text;
    text << toml::json_formatter(*table(key));
    return text.str();
}

toml::table const* Section::table(std::string_view key) const {
    auto const* const found = node(key);
    if (found != nullptr && !found->is_table()) refuse(key, "must be a table: { name = \"value\" }.");
    return found == nullptr ? nullptr : found->as_table();
}

std::filesystem::path Section::resolved(std::filesystem::path const& path) const {
    return (std::filesystem::absolute(file_).parent_path() / path).lexically_normal();
}

std::optional<std::filesystem::path> Section::path(std::string_view key) const {
    auto const written = text(key);
    if (!written) return std::nullopt;
    if (written->empty()) refuse(key, "is empty; give a path or leave the key out.");
    return resolved(*written);
}

std::filesystem::path Section::readable_file(std::string_view key) const {
    auto const found = path(key);
    if (!found) return {};
    opened(key, *found);
    return *found;
}

std::ifstream Section::opened(std::string_view key, std::filesystem::path const& path) const {
    auto const fail = [&](int code) {
        refuse(key, "names " + path.string() + ", which cannot be read (" +
                        std::generic_category().message(code) + ").");
    };
    std::error_code ignored;
    if (std::filesystem::is_directory(path, ignored)) fail(EISDIR);
    std::ifstream stream(path, std::ios::binary);
    if (!stream) fail(errno);
    return stream;
}

std::string Section::contents_of(std::string_view key, std::filesystem::path const& path) const {
    std::ostringstream contents;
    contents << opened(key, path).rdbuf();
    return contents.str();
}

std::string Section::line_of_file(std::string_view key, std::string_view text) const {
    auto const file = resolved(text);
    if (is_open_to_others(file))
        refuse(key, "names " + file.string() + ", which others can read: run chmod 600 on it.");
    auto line = without_windows_marks(contents_of(key, file));
    while (line.ends_with('\n') || line.ends_with('\r')) line.pop_back();
    if (line.empty()) refuse(key, "names " + file.string() + ", which is empty.");
    if (has_control_character(line)) refuse(key, "names " + file.string() + ", which must hold one line.");
    return line;
}

Section Section::section(std::string_view key) const {
    auto below = *this;
    below.table_ = table(key);
    below.name_ = name_.empty() ? std::string(key) : name_ + "." + std::string(key);
    return below;
}

std::vector<Section> Section::sections(std::string_view key) const {
    std::vector<Section> all;
    auto const* const found = node(key);
    if (found == nullptr) return all;
    for (auto const& element : *found->as_array()) {
        auto below = *this;
        below.table_ = element.as_table();
        below.name_ = key;
        below.one_of_several_ = true;
        all.push_back(below);
    }
    return all;
}

void Section::refuse(std::string_view key, std::string_view why) const {
    throw ConfigError(file_.string() + ": " + dotted(key) + " " + std::string(why));
}

void Section::refuse(std::string_view why) const {
    throw ConfigError(file_.string() + ": " + name_ + " " + std::string(why));
}

std::string Section::dotted(std::string_view key) const {
    auto full = name_.empty() ? std::string(key) : name_ + "." + std::string(key);
    if (!one_of_several_) return full;
    auto const* const found = node(key);
    auto const line = (found != nullptr ? found->source() : table_->source()).begin.line;
    return full + " (line " + std::to_string(line) + ")";
}

}  // namespace voordeur
