// SPDX-License-Identifier: EUPL-1.2
#pragma once

namespace voordeur {

// Of this process, as the system sees it; 0 where it does not say.
struct ProcessFigures {
    double cpu_seconds = 0;
    double resident_bytes = 0;
    double virtual_bytes = 0;
    double open_files = 0;
    double most_open_files = 0;
};

ProcessFigures process_figures();

}  // namespace voordeur
