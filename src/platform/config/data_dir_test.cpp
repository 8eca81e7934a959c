// SPDX-License-Identifier: EUPL-1.2
#include "config/data_dir.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include "configuration/config_test_folder.hpp"

namespace voordeur {
namespace {

mode_t mode_of(std::filesystem::path const& path) {
    struct stat status;
    return stat(path.c_str(), &status) == 0 ? status.st_mode & 07777 : 0;
}

TEST(DataDir, IsMadeForItsOwnerAlone) {
    ConfigTestFolder const folder;
    make_data_dir(folder / "a/b/data");
    EXPECT_EQ(mode_of(folder / "a/b/data"), 0700u);
    EXPECT_NO_THROW(check_owner(folder / "a/b/data"));
}

TEST(DataDir, ThatIsThereIsLeftAsItIs) {
    ConfigTestFolder const folder;
    std::filesystem::create_directory(folder / "data");
    std::filesystem::permissions(folder / "data", std::filesystem::perms(0750));
    make_data_dir(folder / "data");
    EXPECT_EQ(mode_of(folder / "data"), 0750u);
}

TEST(DataDir, ThatCannotBeMadeIsToldOf) {
    ConfigTestFolder const folder;
    folder.write("data", "a file");
    try {
        make_data_dir(folder / "data");
        FAIL();
    } catch (ConfigError const& error) {
        EXPECT_EQ(folder.without_folder(error.what()),
                  "data_dir data cannot be used (File exists); make the folder, or let the user of this "
                  "command make it.");
    }
}

TEST(DataDir, ThatIsNotThereYetBelongsToNobody) {
    ConfigTestFolder const folder;
    EXPECT_NO_THROW(check_owner(folder / "data"));
}

TEST(DataDir, OfAnotherUserIsRefused) {
    ConfigTestFolder const folder;
    std::filesystem::path foreign = "/";  // root's
    if (geteuid() == 0) {
        foreign = folder / "data";
        make_data_dir(foreign);
        ASSERT_EQ(chown(foreign.c_str(), 65534, 65534), 0);
    }
    EXPECT_THROW(check_owner(foreign), ConfigError);
}

TEST(DataDir, RefusalNamesTheRightUser) {
    EXPECT_EQ(owner_complaint("data", 1, 1), std::nullopt);
    EXPECT_EQ(owner_complaint("data", 0, 1),
              "data belongs to root; run this command as that user, for example: sudo -u root voordeur …");
    EXPECT_EQ(owner_complaint("data", 4'000'123, 0),
              "data belongs to #4000123; run this command as that user, for example: sudo -u '#4000123' "
              "voordeur …");
}

}  // namespace
}  // namespace voordeur
