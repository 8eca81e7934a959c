// SPDX-License-Identifier: EUPL-1.2
#include "socket_reach.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>

#include "configuration/config_test_folder.hpp"

namespace voordeur {
namespace {

using std::filesystem::perms;
using testing::HasSubstr;

class SocketReach : public testing::Test {
  protected:
    SocketReach() {
        std::filesystem::create_directory(folder_ / "run");
        std::filesystem::permissions(folder_ / "", perms(0755));
    }
    std::string concern(int mode) const {
        std::filesystem::permissions(folder_ / "run", perms(mode));
        auto const found = socket_concern("unix:" + (folder_ / "run/http.sock").string());
        return found ? folder_.without_folder(found->sentence) : "";
    }

    ConfigTestFolder folder_;
};

TEST_F(SocketReach, WhoeverMayPassMayOpen) {
    EXPECT_EQ(concern(0755), "");
    EXPECT_EQ(concern(0711), "");
    EXPECT_FALSE(socket_concern("127.0.0.1:8080"));
    EXPECT_FALSE(socket_concern("unix:/no/such/folder/http.sock"));
}

TEST_F(SocketReach, AFolderForItsOwnerAlone) {
    for (auto const mode : {0700, 0744})
        EXPECT_THAT(concern(mode), HasSubstr("run is for its owner alone")) << mode;
    std::filesystem::permissions(folder_ / "", perms(0700));
    EXPECT_THAT(concern(0755), HasSubstr("is for its owner alone")) << "a folder above it";
}

TEST_F(SocketReach, AGroupInWhichNobodyIs) {
    if (geteuid() != 0) GTEST_SKIP() << "another group is root's to give";
    constexpr gid_t nobodys = 54'321;
    ASSERT_EQ(chown((folder_ / "run").c_str(), 0, nobodys), 0);
    EXPECT_THAT(concern(0750), HasSubstr("run is for the group 54321, in which nobody is"));
    EXPECT_EQ(concern(0751), "");
}

}  // namespace
}  // namespace voordeur
