// SPDX-License-Identifier: EUPL-1.2
#include "config/config_file.hpp"

#include <cerrno>
#include <fstream>
#include <system_error>

#include "config/config_error.hpp"

namespace voordeur {
namespace {

toml::table parsed(std::filesystem::path const& file) {
    std::error_code ignored;
    std::ifstream stream(file, std::ios::binary);
    auto const why = !stream ? errno : std::filesystem::is_directory(file, ignored) ? EISDIR : 0;
    if (why != 0)
        throw ConfigError(file.string() + ": cannot be read (" + std::generic_category().message(why) +
                          "); give the path of your configuration with --config.");
    try {
        return toml::parse(stream, file.string());
    } catch (toml::parse_error const& error) {
        auto const at = error.source().begin;
        throw ConfigError(file.string() + ": line " + std::to_string(at.line) + ", column " +
                          std::to_string(at.column) + " is not TOML (" + std::string(error.description()) +
                          "); mend that line.");
    }
}

}  // namespace

ConfigFile::ConfigFile(std::filesystem::path file, KnownKeys known)
    : file_(std::move(file)), table_(parsed(file_)) {
    check_keys(table_, file_, known);
}

}  // namespace voordeur
