// SPDX-License-Identifier: EUPL-1.2
#include "base/files.hpp"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <system_error>

namespace voordeur {
namespace {

[[noreturn]] void fail(std::filesystem::path const& file) {
    throw std::system_error(errno, std::generic_category(), file.string());
}

std::filesystem::path folder_of(std::filesystem::path const& file) {
    return file.has_parent_path() ? file.parent_path() : std::filesystem::path(".");
}

// So that the name is on the disk as well.
void sync_folder(std::filesystem::path const& folder) {
    auto const descriptor = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0) return;
    fsync(descriptor);
    close(descriptor);
}

// Some file systems cannot rename without overwriting in one step; they can make a second name.
bool rename_without_overwriting(std::string const& from, std::string const& to) {
    if (renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0) return true;
    if (errno != EINVAL || link(from.c_str(), to.c_str()) != 0) return false;
    unlink(from.c_str());
    return true;
}

}  // namespace

std::optional<std::string> file_text(std::filesystem::path const& file) {
    std::ifstream stream(file, std::ios::binary);
    std::string text(std::istreambuf_iterator<char>(stream), {});
    if (!stream.good() && !stream.eof()) return std::nullopt;
    return text;
}

bool is_there(std::filesystem::path const& path) {
    std::error_code ignored;
    return std::filesystem::exists(std::filesystem::symlink_status(path, ignored));
}

bool is_open_to_others(std::filesystem::path const& path) {
    struct stat status = {};
    if (stat(path.c_str(), &status) != 0) return false;
    auto const is_own = status.st_uid == geteuid();
    return (status.st_mode & (is_own ? 077 : 037)) != 0;
}

std::string without_windows_marks(std::string text) {
    constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF", line_end = "\r\n";
    if (text.starts_with(byte_order_mark)) text.erase(0, byte_order_mark.size());
    std::string plain;
    plain.reserve(text.size());
    for (std::string_view rest = text; !rest.empty(); rest.remove_prefix(1))
        if (!rest.starts_with(line_end)) plain += rest.front();
    return plain;
}

bool rename_to_new(std::filesystem::path const& from, std::filesystem::path const& to) {
    if (!rename_without_overwriting(from.string(), to.string())) return false;
    sync_folder(folder_of(to));
    return true;
}

NewFile::NewFile(std::filesystem::path file) : file_(std::move(file)) {
    hidden_ = (folder_of(file_) / ("." + file_.filename().string() + ".XXXXXX")).string();
    descriptor_ = mkostemp(hidden_.data(), O_CLOEXEC);  // O_EXCL, 0600
    if (descriptor_ < 0) fail(file_);
}

NewFile::~NewFile() {
    close(descriptor_);
    if (!is_kept_) unlink(hidden_.c_str());
}

void NewFile::write(std::string_view text) {
    if (ftruncate(descriptor_, 0) != 0 || lseek(descriptor_, 0, SEEK_SET) != 0) fail(file_);
    while (!text.empty()) {
        auto const written = ::write(descriptor_, text.data(), text.size());
        if (written < 0 && errno != EINTR) fail(file_);
        if (written > 0) text.remove_prefix(static_cast<std::size_t>(written));
    }
    if (fsync(descriptor_) != 0) fail(file_);
}

bool NewFile::give_name() {
    if (!rename_to_new(hidden_, file_)) return false;
    is_kept_ = true;
    return true;
}

bool save_new_file(std::filesystem::path const& file, std::string_view text) {
    NewFile whole(file);
    whole.write(text);
    if (whole.give_name()) return true;
    if (errno == EEXIST) return false;
    throw std::system_error(errno, std::generic_category());
}

}  // namespace voordeur
