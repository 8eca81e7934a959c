// SPDX-License-Identifier: EUPL-1.2
#include "commands/letter_file.hpp"

#include <algorithm>
#include <cerrno>
#include <system_error>

#include "commands/command.hpp"
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

// Without a folder, not hidden, and nothing that a terminal would obey.
bool is_plain_name(std::string_view name) {
    constexpr std::string_view ending = ".pdf";
    auto const is_bad = [](unsigned char byte) { return byte < ' ' || byte == '/' || byte == 0x7f; };
    return name.size() > ending.size() && name.front() != '.' && name.ends_with(ending) &&
           std::ranges::none_of(name, is_bad);
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

// Once and for all: the folder may be led elsewhere meanwhile by whoever wrote the lines.
LettersFolder::LettersFolder(std::optional<std::string> const& letters, std::string const& file) {
    if (!letters && file == "-") return;
    std::error_code error;
    auto const beside = std::filesystem::absolute(file, error).parent_path();
    folder_ = std::filesystem::canonical(letters ? std::filesystem::path(*letters) : beside, error);
    if (letters && (error || !std::filesystem::is_directory(*folder_, error)))
        throw CommandError("--letters " + *letters + " is no folder; make it first, or give another.");
}

std::string LettersFolder::path_of(std::string const& name) const {
    if (!is_plain_name(name))
        throw CommandError(
            "letter must be the name of a PDF without a folder, such as jan.pdf: it goes beside the file, or "
            "where the command says.");
    if (!folder_)
        throw CommandError(
            "letter has no folder, since the lines come from the standard input: the command "
            "must say in which folder letters go.");
    return (*folder_ / name).string();
}

}  // namespace voordeur
