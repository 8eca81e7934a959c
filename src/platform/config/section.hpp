// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <toml++/toml.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "config/config_error.hpp"

namespace voordeur {

// One table of a configuration file, read by key; one that is absent has no keys. Everything throws
// ConfigError when what stands there is not what was asked for. The file's table outlives it.
class Section {
  public:
    Section(toml::table const& root, std::filesystem::path const& file) : table_(&root), file_(file) {}

    bool is_present() const { return table_ != nullptr; }
    bool has(std::string_view key) const { return node(key) != nullptr; }

    // Without control characters.
    std::optional<std::string> text(std::string_view key) const;
    std::string text_or(std::string_view key, std::string_view fallback) const;
    // `what` says what to put there.
    std::string needed_text(std::string_view key, std::string_view what) const;
    // The first of `choices` when absent.
    std::string choice(std::string_view key, std::initializer_list<std::string_view> choices) const;

    struct Range {
        int least;
        int most;
    };
    int number_or(std::string_view key, int fallback, Range range) const;

    std::vector<std::string> list(std::string_view key) const;
    std::map<std::string, std::string> texts(std::string_view key) const;
    // Every text in the table, of whatever shape.
    std::vector<std::string> every_text(std::string_view key) const;
    // The table, as JSON. REQUIRES: it is there.
    std::string json(std::string_view key) const;

    // Relative to the file's folder; absolute.
    std::filesystem::path resolved(std::filesystem::path const& path) const;
    std::optional<std::filesystem::path> path(std::string_view key) const;
    // One that can be read; empty when absent.
    std::filesystem::path readable_file(std::string_view key) const;
    // The line that stands in the file whose name `text`, found under `key`, is.
    std::string line_of_file(std::string_view key, std::string_view text) const;

    Section section(std::string_view key) const;
    std::vector<Section> sections(std::string_view key) const;

    // Throws ConfigError: the file, the dotted key, `why`.
    [[noreturn]] void refuse(std::string_view key, std::string_view why) const;
    // The same about the table as a whole.
    [[noreturn]] void refuse(std::string_view why) const;
    std::string dotted(std::string_view key) const;

  private:
    toml::table const* table(std::string_view key) const;
    toml::node const* node(std::string_view key) const {
        return table_ == nullptr ? nullptr : table_->get(key);
    }
    std::ifstream opened(std::string_view key, std::filesystem::path const& path) const;
    std::string contents_of(std::string_view key, std::filesystem::path const& path) const;

    toml::table const* table_;
    std::filesystem::path file_;
    std::string name_ = {};
    bool one_of_several_ = false;  // then its line tells which
};

}  // namespace voordeur
