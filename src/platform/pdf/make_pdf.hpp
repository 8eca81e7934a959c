// SPDX-License-Identifier: EUPL-1.2
// How the server has a PDF made: by a second program, so that font parsing has no place in the process that
// holds the keys.
#pragma once

#include <chrono>
#include <filesystem>
#include <string>

#include "pdf/sheet.hpp"

namespace voordeur {

// The folder of the running program + "/voordeur-pdf".
std::filesystem::path pdf_program_beside_this_one();

// What every sheet of an installation looks like.
struct PaperLook {
    std::string accent = {};    // "#rrggbb"
    std::string logo_png = {};  // the file itself
};

// Thread safe; every call runs a process of its own.
class PdfMaker {
  public:
    explicit PdfMaker(std::filesystem::path program,
                      std::chrono::milliseconds patience = std::chrono::seconds{10}, PaperLook look = {});

    // For the start of the server. Throws std::runtime_error when the program is not there or may not be run.
    void check() const;

    // One page, a tagged PDF. The sheet goes through a private channel: never into an argument, the
    // environment or a file. Throws std::runtime_error, with a sentence that holds nothing of the sheet, when
    // there is no PDF within `patience`; the process is gone then.
    std::string make(Sheet const& sheet) const;

  private:
    std::filesystem::path program_;
    std::chrono::milliseconds patience_;
    PaperLook look_;
};

}  // namespace voordeur
