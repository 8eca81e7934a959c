// SPDX-License-Identifier: EUPL-1.2
#include "values/text_table.hpp"

#include <algorithm>

#include "values/text.hpp"

namespace voordeur {
namespace {

std::vector<std::size_t> widths_of(std::vector<std::vector<std::string>> const& lines) {
    std::vector<std::size_t> widths(lines.empty() ? 0 : lines.front().size());
    for (auto const& line : lines)
        for (std::size_t column = 0; column < widths.size(); ++column)
            widths[column] = std::max(widths[column], code_point_count(line.at(column)));
    return widths;
}

}  // namespace

std::string text_table(std::vector<std::vector<std::string>> const& lines) {
    auto const widths = widths_of(lines);
    std::string table;
    for (auto const& line : lines) {
        for (std::size_t column = 0; column + 1 < line.size(); ++column)
            table += line[column] + std::string(widths[column] - code_point_count(line[column]) + 2, ' ');
        table += line.back() + "\n";
    }
    return table;
}

}  // namespace voordeur
