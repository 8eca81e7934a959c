// SPDX-License-Identifier: EUPL-1.2
#include "commands/letter_file.hpp"

#include <cerrno>
#include <system_error>

#include "config/config_error.hpp"

namespace voordeur {
namespace {

std::string words_for(int error) {
    return std::generic_category().message(error);
}

[[noreturn]] void refuse(std::filesystem::path const& file, std::system_error const& error) {
    throw ConfigError("--letter " + file.string() + " cannot be written (" + words_for(error.code().value()) +
                      "); give a name in a folder where you may write.");
}

}  // namespace

LetterFile::LetterFile(std::filesystem::path file) : file_(std::move(file)) {
    if (is_there(file_))
        throw ConfigError("--letter never overwrites, and " + file_.string() +
                          " is there already; give another name.");
    try {
        new_file_.emplace(file_);
    } catch (std::system_error const& error) {
        refuse(file_, error);
    }
}

void LetterFile::write(std::string_view pdf) {
    try {
        new_file_->write(pdf);
    } catch (std::system_error const& error) {
        refuse(file_, error);
    }
}

void LetterFile::keep() {
    new_file_->keep_hidden();
    if (!new_file_->give_name())
        throw ConfigError("The patient is invited, but the letter cannot be named " + file_.string() + " (" +
                          words_for(errno) + "); it is in " + new_file_->hidden() + ".");
}

}  // namespace voordeur
