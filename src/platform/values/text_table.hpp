// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <vector>

namespace voordeur {

// Lines of one length each as columns for a terminal, two spaces apart, each line ended. A character counts
// as one place.
std::string text_table(std::vector<std::vector<std::string>> const& lines);

}  // namespace voordeur
