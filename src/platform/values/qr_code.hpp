// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace voordeur {

// A QR code (ISO/IEC 18004, error correction M): its modules, without the white around it. A value.
class QrCode {
  public:
    // The standard wants this many modules of white on every side.
    static constexpr int quiet_zone = 4;

    // Throws std::length_error for a text that no code holds.
    static QrCode of(std::string const& text);

    int side() const { return side_; }
    bool is_dark(int column, int row) const;
    // The dark ones as the `d` of an SVG path, one unit a module.
    std::string svg_path() const;

  private:
    QrCode(int side, std::vector<bool> dark) : side_(side), dark_(std::move(dark)) {}

    int side_;
    std::vector<bool> dark_;
};

}  // namespace voordeur
