// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace voordeur {

// All that is in a file; nullopt when it cannot be read.
std::optional<std::string> file_text(std::filesystem::path const& file);

// A file, a folder, a link that leads nowhere.
bool is_there(std::filesystem::path const& path);

// Whether others than the process's user may read or write it. Their group may read what is another user's
// (root:voordeur 0640): it could not be read otherwise.
bool is_open_to_others(std::filesystem::path const& path);

// A text that a person wrote, as if it had been written here: Windows puts a mark before it (BOM) and ends
// its lines with CR LF.
std::string without_windows_marks(std::string text);

// On the disk before it returns. False, with errno, when it could not: EEXIST when there is a file of that
// name.
bool rename_to_new(std::filesystem::path const& from, std::filesystem::path const& to);

// A file that gets its name when it is whole, and never overwrites. Until then it is a hidden file beside it
// (0600), removed again when all comes to nothing. Throws std::system_error.
class NewFile {
  public:
    explicit NewFile(std::filesystem::path file);
    ~NewFile();
    NewFile(NewFile const&) = delete;
    NewFile& operator=(NewFile const&) = delete;

    // On disk before it returns. Called again, the last text is the one.
    void write(std::string_view text);
    // False, with errno, when it could not: EEXIST when there is such a file.
    bool give_name();

    std::string const& hidden() const { return hidden_; }
    // The hidden file stays, whatever happens.
    void keep_hidden() { is_kept_ = true; }

  private:
    std::filesystem::path file_;
    std::string hidden_;
    int descriptor_;
    bool is_kept_ = false;
};

// All of it at once. False: there is a file of that name. Throws std::system_error.
bool save_new_file(std::filesystem::path const& file, std::string_view text);

}  // namespace voordeur
