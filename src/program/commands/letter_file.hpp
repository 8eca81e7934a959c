// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "base/files.hpp"

namespace voordeur {

// The file of `--letter`. It gets its name only when the registration is committed, so that a letter that
// lies there is one that works; until then it is a hidden file beside it (0600), removed again when all comes
// to nothing.
class LetterFile {
  public:
    // Throws ConfigError with one sentence when there is such a file already, or none can be made there.
    explicit LetterFile(std::filesystem::path file);

    // On disk before it returns. Called again, the last letter is the one. Throws ConfigError.
    void write(std::string_view pdf);
    // Gives it its name; never overwrites. Throws ConfigError that names the hidden file, which then stays:
    // its super-PIN works by now.
    void keep();

  private:
    std::filesystem::path file_;
    std::optional<NewFile> new_file_;
};

// Where the letters of `--file` go. Whoever wrote the lines need not be whoever runs the command: a line
// gives a name, and never a folder.
class LettersFolder {
  public:
    // `letters` (of `--letters`), else the folder of `file`; the standard input has none. Throws CommandError
    // when there is no such folder.
    LettersFolder(std::optional<std::string> const& letters, std::string const& file);

    // Throws CommandError with a sentence that holds nothing of the name, unless it is the plain name of a
    // PDF.
    std::string path_of(std::string const& name) const;

  private:
    std::optional<std::filesystem::path> folder_;
};

}  // namespace voordeur
