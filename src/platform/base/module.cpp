// SPDX-License-Identifier: EUPL-1.2
#include "base/module.hpp"

#include <dlfcn.h>
#include <unistd.h>

#include <stdexcept>
#include <string>

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

}  // namespace

std::filesystem::path program_folder() {
    return std::filesystem::read_symlink("/proc/self/exe").parent_path();
}

void check_module(char const* file) {
    auto const path = program_folder() / file;
    if (access(path.c_str(), R_OK) != 0) fail(path, "there is no such file, or it cannot be read");
}

void* load_from_module(char const* file, char const* name) {
    auto const path = program_folder() / file;
    auto* const module = dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
    if (module == nullptr) fail(path, last_error());
    auto* const found = dlsym(module, name);
    if (found == nullptr) fail(path, last_error());
    return found;
}

}  // namespace voordeur
