// SPDX-License-Identifier: EUPL-1.2
#include "passwords/breached_passwords.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <stdexcept>
#include <string>
#include <system_error>

#include "crypto/sha1.hpp"

namespace voordeur {
namespace {

constexpr std::size_t hash_size = 40;
// More than the longest line: a hash, a colon, a count, CR LF.
constexpr std::size_t line_room = 96;

bool is_hash(std::string_view text) {
    return text.size() >= hash_size &&
           text.substr(0, hash_size).find_first_not_of("0123456789ABCDEF") == std::string_view::npos;
}

std::string read_at(int file, std::int64_t offset) {
    std::array<char, 2 * line_room> buffer;
    auto const got = pread(file, buffer.data(), buffer.size(), offset);
    if (got < 0) throw std::system_error(errno, std::generic_category(), "the list of stolen passwords");
    return {buffer.data(), static_cast<std::size_t>(got)};
}

}  // namespace

BreachedPasswords::BreachedPasswords(std::filesystem::path const& file)
    : file_(open(file.c_str(), O_RDONLY | O_CLOEXEC)) {
    struct stat facts {};
    if (file_ < 0 || fstat(file_, &facts) != 0)
        throw std::runtime_error("cannot be read (" + std::generic_category().message(errno) + ")");
    size_ = facts.st_size;
    auto const first = line_at(0), middle = line_at(size_ / 2), last = line_at(size_ - 1);
    if (!is_hash(first) || !is_hash(middle) || !is_hash(last) || first > middle || middle > last) {
        close(file_);
        throw std::runtime_error("is not a sorted list of SHA-1 hashes, one a line");
    }
}

BreachedPasswords::~BreachedPasswords() {
    if (file_ >= 0) close(file_);
}

// The hash of the line in which `offset` lies.
std::string BreachedPasswords::line_at(std::int64_t offset) const {
    auto const from = std::max<std::int64_t>(0, offset - static_cast<std::int64_t>(line_room));
    auto const text = read_at(file_, from);
    auto const here = static_cast<std::size_t>(offset - from);
    // The end of a line belongs to it.
    auto const before = here == 0 ? std::string::npos : text.rfind('\n', here - 1);
    if (before == std::string::npos && from > 0) return "";
    return text.substr(before == std::string::npos ? 0 : before + 1, hash_size);
}

bool BreachedPasswords::has(Password const& password) const {
    if (file_ < 0) return false;
    auto const hash = sha1_hex(password.reveal());
    std::int64_t low = 0, high = size_;
    while (low < high) {
        auto const middle = low + (high - low) / 2;
        auto const found = line_at(middle);
        if (found == hash) return true;
        if (found < hash)
            low = middle + 1;
        else
            high = middle;
    }
    return false;
}

}  // namespace voordeur
