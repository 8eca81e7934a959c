// SPDX-License-Identifier: EUPL-1.2
#include "values/qr_code.hpp"

#include <qrcodegen.hpp>

namespace voordeur {

QrCode QrCode::of(std::string const& text) {
    auto const code = qrcodegen::QrCode::encodeText(text.c_str(), qrcodegen::QrCode::Ecc::MEDIUM);
    std::vector<bool> dark;
    for (int row = 0; row < code.getSize(); ++row)
        for (int column = 0; column < code.getSize(); ++column) dark.push_back(code.getModule(column, row));
    return {code.getSize(), std::move(dark)};
}

bool QrCode::is_dark(int column, int row) const {
    if (column < 0 || row < 0 || column >= side_ || row >= side_) return false;
    return dark_[static_cast<std::size_t>(row) * static_cast<std::size_t>(side_) +
                 static_cast<std::size_t>(column)];
}

// Modules side by side are one rectangle: viewers show seams between separate ones.
std::string QrCode::svg_path() const {
    std::string path;
    for (int row = 0; row < side_; ++row)
        for (int column = 0; column < side_; ++column) {
            auto const start = column;
            while (is_dark(column, row)) ++column;
            if (column == start) continue;
            auto const width = std::to_string(column - start);
            path +=
                "M" + std::to_string(start) + " " + std::to_string(row) + "h" + width + "v1h-" + width + "z";
        }
    return path;
}

}  // namespace voordeur
