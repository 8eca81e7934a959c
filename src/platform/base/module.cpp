// SPDX-License-Identifier: EUPL-1.2
#include "base/module.hpp"

#include <dlfcn.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <iterator>
#include <map>
#include <mutex>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

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

// What the child tells of each file that it could load; what follows is the reason why it could not load one.
constexpr char is_loaded = '\0';

void tell(int descriptor, std::string_view text) {
    if (write(descriptor, text.data(), text.size()) != static_cast<ssize_t>(text.size())) _exit(1);
}

// The child's.
[[noreturn]] void load_and_end(std::vector<int> const& files, int answer) {
    for (auto const file : files) {
        auto const why = why_not_loaded(file);
        tell(answer, why.empty() ? std::string(1, is_loaded) : why);
        if (!why.empty()) _exit(1);
    }
    _exit(0);
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

// Loaded whole, and not here: most who start never need it, its libraries are large, and a file that is
// damaged may end the process that loads it.
ModuleTrial::ModuleTrial(std::vector<char const*> files) : files_(std::move(files)) {
    std::vector<int> opened;
    std::ranges::transform(files_, std::back_inserter(opened), checked);
    std::array<int, 2> ends{};
    if (pipe2(ends.data(), O_CLOEXEC) != 0) fail(files_.front(), "no pipe is left");
    child_ = fork();
    if (child_ == 0) load_and_end(opened, ends[1]);
    close(ends[1]);
    answer_ = ends[0];
    if (child_ < 0) {
        close(answer_);
        fail(program_folder() / files_.front(), "no process is left");
    }
}

ModuleTrial::~ModuleTrial() {
    if (child_ < 0) return;
    kill(child_, SIGKILL);
    close(answer_);
    ended_well(child_);
}

void ModuleTrial::wait() {
    auto const answer = all_of(answer_);
    close(answer_);
    auto const is_fine = ended_well(std::exchange(child_, -1));
    auto const loaded = static_cast<std::size_t>(std::ranges::count(answer, is_loaded));
    if (is_fine && loaded == files_.size()) return;
    auto const why = answer.substr(std::min(loaded, answer.size()));
    fail(program_folder() / files_[std::min(loaded, files_.size() - 1)],
         why.empty() ? "it ends the program" : why);
}

void check_module(char const* file) {
    ModuleTrial({file}).wait();
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
