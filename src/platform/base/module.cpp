// SPDX-License-Identifier: EUPL-1.2
#include "base/module.hpp"

#include <dlfcn.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
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

// What the loader has against the file, or against the libraries that it needs; empty: nothing. For the
// child.
std::string why_not_loaded(int descriptor) {
    if (dlopen(path_of(descriptor).c_str(), RTLD_NOW | RTLD_LOCAL) != nullptr) return "";
    return last_error();
}

std::string all_of(int descriptor) {
    std::string text;
    std::array<char, 1024> part;
    for (;;) {
        auto const count = read(descriptor, part.data(), part.size());
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) return text;
        text.append(part.data(), static_cast<std::size_t>(count));
    }
}

bool ended_well(pid_t child) {
    int status = 0;
    while (waitpid(child, &status, 0) < 0)
        if (errno != EINTR) return false;
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

// Loaded whole, in a process of its own that ends at once: most who start never need it, and its libraries
// are large.
void load_on_trial(int descriptor, std::filesystem::path const& path) {
    std::array<int, 2> ends{};
    if (pipe2(ends.data(), O_CLOEXEC) != 0) fail(path, "no pipe is left");
    auto const child = fork();
    if (child == 0) {
        auto const why = why_not_loaded(descriptor);
        auto const told = write(ends[1], why.data(), why.size());
        _exit(why.empty() && told == 0 ? 0 : 1);
    }
    close(ends[1]);
    auto const why = child < 0 ? "no process is left" : all_of(ends[0]);
    close(ends[0]);
    if (child < 0 || !ended_well(child)) fail(path, why.empty() ? "it ends the program" : why);
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
    load_on_trial(checked(file), program_folder() / file);
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
