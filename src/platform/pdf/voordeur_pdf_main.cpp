// SPDX-License-Identifier: EUPL-1.2
// voordeur-pdf: a sheet as JSON on standard input, a tagged PDF of one page on standard output.
#include <sys/prctl.h>

#include <iostream>
#include <string>

#include "pdf/accessibility.hpp"
#include "pdf/sandbox.hpp"
#include "pdf/sheet_error.hpp"
#include "pdf/sheet_painter.hpp"
#include "pdf/sheet_reader.hpp"

namespace voordeur {
namespace {

// One byte more than is allowed, so that too much is seen without reading all of it.
std::string read_input() {
    std::string text(most_sheet_bytes + 1, '\0');
    std::cin.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(std::cin.gcount()));
    return text;
}

Accessibility accessibility_of(Sheet const& sheet) {
    auto const dutch = sheet.language == "nl";
    Accessibility accessibility{dutch ? "nl-NL" : "en-GB", {}};
    for (auto const& block : sheet.blocks) {
        auto const* code = std::get_if<Sheet::QrCode>(&block);
        if (code) accessibility.figure_texts.push_back((dutch ? "QR-code: " : "QR code: ") + code->address);
    }
    return accessibility;
}

void run() {
    auto const sheet = read_sheet(read_input());
    auto const pdf = make_accessible(paint_sheet(sheet), accessibility_of(sheet));
    std::cout.write(pdf.data(), static_cast<std::streamsize>(pdf.size())).flush();
    if (!std::cout) throw SheetError("The PDF could not be written.");
}

}  // namespace
}  // namespace voordeur

int main() {
    // The sheet holds a secret: no core file, and no debugger of the same user.
    prctl(PR_SET_DUMPABLE, 0);
    try {
        voordeur::enter_sandbox();
        voordeur::run();
        return 0;
    } catch (voordeur::SheetError const& error) {
        std::cerr << error.what() << '\n';
    } catch (std::exception const&) {
        // What the libraries say may quote the sheet.
        std::cerr << "The PDF could not be made: a library failed.\n";
    }
    return 2;
}
