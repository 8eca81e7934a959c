// SPDX-License-Identifier: EUPL-1.2
// The letter of the demo's first patient, which a practice would hand over on paper: a file in the data
// folder.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace voordeur {

// Mode 0600; replaces an earlier one. Throws std::system_error.
void save_sample_letter(std::filesystem::path const& data_dir, std::string const& pdf);
bool has_sample_letter(std::filesystem::path const& data_dir);
std::optional<std::string> sample_letter(std::filesystem::path const& data_dir);

}  // namespace voordeur
