// SPDX-License-Identifier: EUPL-1.2
#include "base/module.hpp"

#include <dlfcn.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <map>
#include <mutex>
#include <stdexcept>
#include <string>

#include "base/version.hpp"

namespace voordeur {
namespace {

[[noreturn]] void fail(std::filesystem::path const& path, std::string const& reason) {
    throw std::runtime_error(path.string() + " cannot be loaded (" + reason +
                             "); install it beside the program.");
}

std::string last_error() {
    auto const* error = dlerror();
    return error == nullptr ? "unknown error" : error;
}

// Put together here, so that the program itself does not hold it.
std::string module_mark() {
    return "module of " + std::string(version) + '\0';
}

std::filesystem::path path_of(int descriptor) {
    return "/proc/self/fd/" + std::to_string(descriptor);
}

std::string text_of(int descriptor) {
    struct stat status = {};
    if (fstat(descriptor, &status) != 0) return "";
    std::string text(static_cast<std::size_t>(status.st_size), '\0');
    auto const count = pread(descriptor, text.data(), text.size(), 0);
    text.resize(static_cast<std::size_t>(std::max<ssize_t>(count, 0)));
    return text;
}

bool is_same_file(int descriptor, std::filesystem::path const& path) {
    struct stat opened = {}, named = {};
    return fstat(descriptor, &opened) == 0 && stat(path.c_str(), &named) == 0 &&
           opened.st_dev == named.st_dev && opened.st_ino == named.st_ino;
}

// The file, open for good: what is loaded is what was looked at, whatever takes its name later.
int open_checked(std::filesystem::path const& path) {
    auto const descriptor = open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) fail(path, "there is no such file, or it cannot be read");
    if (text_of(descriptor).find(module_mark()) == std::string::npos) {
        close(descriptor);
        fail(path, "it is not of " + std::string(version));
    }
    return descriptor;
}

int checked(char const* file) {
    static std::mutex mutex;
    static std::map<std::string, int> open_modules;
    std::lock_guard const lock(mutex);
    auto const known = open_modules.find(file);
    if (known != open_modules.end()) return known->second;
    auto const descriptor = open_checked(program_folder() / file);
    open_modules.emplace(file, descriptor);
    return descriptor;
}

}  // namespace

std::filesystem::path program_folder() {
    return std::filesystem::read_symlink("/proc/self/exe").parent_path();
}

void check_module(char const* file) {
    checked(file);
}

void* load_from_module(char const* file, char const* name) {
    auto const path = program_folder() / file;
    auto const descriptor = checked(file);
    // By its own name where that is still this file: debuggers and sanitizers look for it there.
    auto const name_now = is_same_file(descriptor, path) ? path : path_of(descriptor);
    auto* const module = dlopen(name_now.c_str(), RTLD_NOW | RTLD_LOCAL);
    if (module == nullptr) fail(path, last_error());
    auto* const found = dlsym(module, name);
    if (found == nullptr) fail(path, last_error());
    return found;
}

}  // namespace voordeur
