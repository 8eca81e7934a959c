// SPDX-License-Identifier: EUPL-1.2
// A part of the program that lies in a file beside it, because not everyone needs it and its libraries are
// large (docs/decisions/0008). Thread safe.
#pragma once

#include <filesystem>

namespace voordeur {

// The folder of the running program.
std::filesystem::path program_folder();

// Throws std::runtime_error with one sentence when the file cannot be read, is of another version than the
// program, or cannot be loaded with all that it needs; for the start of the server. What was checked is what
// is loaded later, whatever is installed meanwhile.
void check_module(char const* file);

// Loads the file, for good, and gives the address of its `name`. Throws std::runtime_error that says why.
void* load_from_module(char const* file, char const* name);

template <class Function>
Function* load_function(char const* file, char const* name) {
    return reinterpret_cast<Function*>(load_from_module(file, name));
}

}  // namespace voordeur
