// SPDX-License-Identifier: EUPL-1.2
#include "demo/sample_letter.hpp"

#include <sys/stat.h>

#include <cerrno>
#include <fstream>
#include <system_error>

#include "base/files.hpp"

namespace voordeur {
namespace {

std::filesystem::path letter_file(std::filesystem::path const& data_dir) {
    return data_dir / "demo-brief.pdf";
}

void write_private(std::filesystem::path const& file, std::string const& content) {
    std::ofstream stream(file, std::ios::binary | std::ios::trunc);
    // Nobody else may read it, whatever the umask was; there is nothing in it yet.
    auto const is_private = stream.is_open() && chmod(file.c_str(), 0600) == 0;
    if (is_private) stream << content << std::flush;
    if (!is_private || !stream) throw std::system_error(errno, std::generic_category(), file.string());
}

}  // namespace

bool has_sample_letter(std::filesystem::path const& data_dir) {
    return exists(letter_file(data_dir));
}

void save_sample_letter(std::filesystem::path const& data_dir, std::string const& pdf) {
    auto const file = letter_file(data_dir);
    auto const fresh = file.string() + ".new";
    write_private(fresh, pdf);
    std::filesystem::rename(fresh, file);
}

std::optional<std::string> sample_letter(std::filesystem::path const& data_dir) {
    return file_text(letter_file(data_dir));
}

}  // namespace voordeur
