// SPDX-License-Identifier: EUPL-1.2
// A part of the program that lies in a file beside it, because not everyone needs it and its libraries are
// large (docs/decisions/0008). Thread safe.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <vector>

namespace voordeur {

// The folder of the running program.
std::filesystem::path program_folder();

// Loads files on trial, in a process of its own beside this one; for the start of the server. What was tried
// is what is loaded later, whatever is installed meanwhile. Of one thread.
class ModuleTrial {
  public:
    // Throws std::runtime_error with one sentence when a file cannot be read, or is of another version than
    // the program.
    explicit ModuleTrial(std::vector<char const*> files);
    // Given up when nobody waited.
    ~ModuleTrial();
    ModuleTrial(ModuleTrial const&) = delete;
    ModuleTrial& operator=(ModuleTrial const&) = delete;

    // Until all were loaded. Throws likewise when one of them cannot be, with all that it needs.
    void wait();

  private:
    std::vector<char const*> files_;
    int answer_ = -1;
    pid_t child_ = -1;
};

// Both at once.
void check_module(char const* file);

// Loads the file, for good, and gives the address of its `name`. Throws std::runtime_error that says why.
void* load_from_module(char const* file, char const* name);

template <class Function>
Function* load_function(char const* file, char const* name) {
    return reinterpret_cast<Function*>(load_from_module(file, name));
}

}  // namespace voordeur
