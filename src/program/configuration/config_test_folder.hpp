// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>

#include "configuration/configuration.hpp"

namespace voordeur {

// A folder of its own for a test's configuration, removed afterwards.
class ConfigTestFolder {
  public:
    ConfigTestFolder() {
        auto name = (std::filesystem::temp_directory_path() / "voordeur-config-XXXXXX").string();
        if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
        folder_ = std::filesystem::canonical(name);
    }
    ~ConfigTestFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(folder_, ignored);
    }
    ConfigTestFolder(ConfigTestFolder const&) = delete;
    ConfigTestFolder& operator=(ConfigTestFolder const&) = delete;

    std::filesystem::path operator/(std::string const& name) const { return folder_ / name; }

    void write(std::string const& name, std::string const& text) const {
        std::filesystem::create_directories((folder_ / name).parent_path());
        std::ofstream(folder_ / name, std::ios::binary) << text;
        std::filesystem::permissions(folder_ / name, std::filesystem::perms(0600));  // it may be a secret
    }

    Config load(std::string const& toml) const {
        write("voordeur.toml", toml);
        return load_config(folder_ / "voordeur.toml");
    }

    // The sentence with which the text is refused, the folder's own name left out; "accepted" when it is not.
    std::string complaint(std::string const& toml) const {
        try {
            load(toml);
            return "accepted";
        } catch (ConfigError const& error) {
            return without_folder(error.what());
        }
    }
    std::string without_folder(std::string text) const {
        auto const prefix = folder_.string() + "/";
        for (auto at = text.find(prefix); at != std::string::npos; at = text.find(prefix))
            text.erase(at, prefix.size());
        return text;
    }

  private:
    std::filesystem::path folder_;
};

}  // namespace voordeur
