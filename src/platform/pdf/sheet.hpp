// SPDX-License-Identifier: EUPL-1.2
// What stands on one printed page: a letter, or the sheet with a super-PIN. Both programs know it.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace voordeur {

// All texts are UTF-8, without control characters; a paragraph and the footer may have line breaks. A date or
// footer that is empty is left out. `voordeur-pdf` holds the limits of length (sheet_reader.cpp); all are far
// above what a page can show.
struct Sheet {
    // A second-level heading; the first level is the title.
    struct Heading {
        std::string text;
    };
    struct Paragraph {
        std::string text;
    };
    struct Number {
        std::string label;
        std::string value;
    };
    // Numbers that a person copies: large in a box, each on its label's line, never broken.
    struct Numbers {
        std::vector<Number> numbers;
    };
    // `address` is what the code says, also to a screen reader; `caption` is printed beside it.
    struct QrCode {
        std::string address;
        std::string caption;
    };
    using Block = std::variant<Heading, Paragraph, Numbers, QrCode>;

    std::string language;             // "nl" or "en"
    std::string title;                // printed as the first-level heading, and the document's own title
    std::vector<std::string> sender;  // the practice's name first; then telephone, address
    std::string date;
    std::optional<std::string> addressee;
    std::vector<Block> blocks;
    std::string footer;

    // Set by PdfMaker, the same for all: whose house style it is.
    std::string accent = {};    // "#rrggbb"; empty: that of the built-in brand
    std::string logo_png = {};  // the file itself; empty: none
};

}  // namespace voordeur
