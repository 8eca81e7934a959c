// SPDX-License-Identifier: EUPL-1.2
#include "process_figures.hpp"

#include <sys/resource.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>

namespace voordeur {
namespace {

double seconds_of(timeval const& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

double count_open_files() {
    std::error_code unreadable;
    std::filesystem::directory_iterator const files("/proc/self/fd", unreadable);
    return unreadable ? 0 : static_cast<double>(std::distance(begin(files), end(files)));
}

}  // namespace

ProcessFigures process_figures() {
    ProcessFigures figures;
    rusage used{};
    if (getrusage(RUSAGE_SELF, &used) == 0)
        figures.cpu_seconds = seconds_of(used.ru_utime) + seconds_of(used.ru_stime);
    std::ifstream memory("/proc/self/statm");
    double all = 0, resident = 0;
    if (memory >> all >> resident) {
        auto const page = static_cast<double>(sysconf(_SC_PAGESIZE));
        figures.virtual_bytes = all * page;
        figures.resident_bytes = resident * page;
    }
    figures.open_files = count_open_files();
    rlimit files{};
    if (getrlimit(RLIMIT_NOFILE, &files) == 0) figures.most_open_files = static_cast<double>(files.rlim_cur);
    return figures;
}

}  // namespace voordeur
