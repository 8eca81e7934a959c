// SPDX-License-Identifier: EUPL-1.2
#include "letter_file.hpp"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <system_error>

#include "config/config_error.hpp"

namespace voordeur {
namespace {

std::string words_for(int error) {
    return std::generic_category().message(error);
}

std::filesystem::path folder_of(std::filesystem::path const& file) {
    return file.has_parent_path() ? file.parent_path() : std::filesystem::path(".");
}

void sync_folder(std::filesystem::path const& folder) {
    auto const descriptor = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0) return;
    fsync(descriptor);
    close(descriptor);
}

// Some file systems cannot rename without overwriting in one step; they can make a second name.
bool give_name(std::string const& from, std::string const& to) {
    if (renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0) return true;
    if (errno != EINVAL || link(from.c_str(), to.c_str()) != 0) return false;
    unlink(from.c_str());
    return true;
}

}  // namespace

LetterFile::LetterFile(std::filesystem::path file) : file_(std::move(file)) {
    std::error_code ignored;
    if (std::filesystem::exists(std::filesystem::symlink_status(file_, ignored)))
        throw ConfigError("--letter never overwrites, and " + file_.string() +
                          " is there already; give another name.");
    hidden_ = (folder_of(file_) / ("." + file_.filename().string() + ".XXXXXX")).string();
    descriptor_ = mkostemp(hidden_.data(), O_CLOEXEC);  // O_EXCL, 0600
    if (descriptor_ < 0) refuse(errno);
}

LetterFile::~LetterFile() {
    if (descriptor_ >= 0) close(descriptor_);
    if (!is_kept_) unlink(hidden_.c_str());
}

void LetterFile::write(std::string_view pdf) {
    if (ftruncate(descriptor_, 0) != 0 || lseek(descriptor_, 0, SEEK_SET) != 0) refuse(errno);
    while (!pdf.empty()) {
        auto const written = ::write(descriptor_, pdf.data(), pdf.size());
        if (written < 0 && errno != EINTR) refuse(errno);
        if (written > 0) pdf.remove_prefix(static_cast<std::size_t>(written));
    }
    if (fsync(descriptor_) != 0) refuse(errno);
}

void LetterFile::keep() {
    is_kept_ = true;
    if (!give_name(hidden_, file_.string()))
        throw ConfigError("The patient is invited, but the letter cannot be named " + file_.string() + " (" +
                          words_for(errno) + "); it is in " + hidden_ + ".");
    sync_folder(folder_of(file_));
}

void LetterFile::refuse(int error) const {
    throw ConfigError("--letter " + file_.string() + " cannot be written (" + words_for(error) +
                      "); give a name in a folder where you may write.");
}

}  // namespace voordeur
