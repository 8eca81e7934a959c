// SPDX-License-Identifier: EUPL-1.2
// What a screen reader needs and cairo cannot write.
#pragma once

#include <string>
#include <vector>

namespace voordeur {

struct Accessibility {
    std::string language;                   // a language tag, "nl-NL"
    std::vector<std::string> figure_texts;  // what each figure says, in the order of the document
};

// The same PDF with its language, its title in the window's bar, a text for each figure, and everything that
// is only decoration marked as such. REQUIRES: a PDF of paint_sheet's, with as many figures as texts.
std::string make_accessible(std::string const& pdf, Accessibility const& accessibility);

}  // namespace voordeur
