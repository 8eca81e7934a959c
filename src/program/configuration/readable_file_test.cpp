// SPDX-License-Identifier: EUPL-1.2
// The list of stolen passwords has 40 GB and is searched where it lies.
#include <gtest/gtest.h>

#include "configuration/config_test_folder.hpp"

namespace voordeur {
namespace {

// What this process has read from files and the like since it began.
std::uintmax_t bytes_read() {
    std::ifstream counts("/proc/self/io");
    std::string name;
    std::uintmax_t count = 0;
    while (counts >> name >> count)
        if (name == "rchar:") return count;
    throw std::runtime_error("/proc/self/io does not tell");
}

TEST(ReadableFile, IsLookedAtAndNotRead) {
    constexpr std::uintmax_t large = 256 * 1024 * 1024;
    ConfigTestFolder const folder;
    folder.write("stolen.txt", "");
    std::filesystem::resize_file(folder / "stolen.txt", large);
    auto const before = bytes_read();
    auto const config = folder.load("[policy]\nbreached_passwords_file = \"stolen.txt\"\n");
    EXPECT_EQ(config.breached_passwords_file, folder / "stolen.txt");
    EXPECT_LT(bytes_read() - before, large / 100);
}

}  // namespace
}  // namespace voordeur
