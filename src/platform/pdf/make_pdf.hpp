// SPDX-License-Identifier: EUPL-1.2
// How the server has a PDF made: by a second program, so that font parsing has no place in the process that
// holds the keys.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <thread>

#include "pdf/making_places.hpp"
#include "pdf/sheet.hpp"

namespace voordeur {

// The folder of the running program + "/voordeur-pdf".
std::filesystem::path pdf_program_beside_this_one();

// What every sheet of an installation looks like.
struct PaperLook {
    std::string accent = {};    // "#rrggbb"
    std::string logo_png = {};  // the file itself
};

// Thread safe; every call runs a process of its own, no more at once than there are `places`.
class PdfMaker {
  public:
    explicit PdfMaker(std::filesystem::path program,
                      std::chrono::milliseconds patience = std::chrono::seconds{10}, PaperLook look = {},
                      std::size_t places = std::max(1U, std::thread::hardware_concurrency()));

    // For the start of the server. Throws std::runtime_error when the program is not there or may not be run.
    void check() const;

    // One page, a tagged PDF. The sheet goes through a private channel: never into an argument, the
    // environment or a file. Throws std::runtime_error, with a sentence that holds nothing of the sheet, when
    // there is no PDF within `patience`; the process is gone then.
    std::string make(Sheet const& sheet) const;
    // The same for a page of `account`. Nullopt means busy: no place came free in 2 seconds, or one of the
    // account's is in the making and the next one waits.
    std::optional<std::string> make_for(std::string const& account, Sheet const& sheet) const;

  private:
    std::string run_program(Sheet const& sheet) const;

    std::filesystem::path program_;
    std::chrono::milliseconds patience_;
    PaperLook look_;
    std::unique_ptr<MakingPlaces> places_;
};

}  // namespace voordeur
