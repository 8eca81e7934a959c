// SPDX-License-Identifier: EUPL-1.2
#include "commands/operator_name.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>

namespace voordeur {
namespace {

constexpr std::int64_t nobody = 4294967295;

TEST(OperatorName, IsWhoSignedInElseWhoCalledSudoElseTheProcess) {
    EXPECT_EQ(caller_of({.signed_in = 1000, .sudo_uid = 1001, .parent_is_sudo = true, .real = 998}), 1000U);
    EXPECT_EQ(caller_of({.signed_in = nobody, .sudo_uid = 1001, .parent_is_sudo = true, .real = 998}), 1001U);
    EXPECT_EQ(caller_of({.sudo_uid = 1001, .parent_is_sudo = true, .real = 998}), 1001U);
    EXPECT_EQ(caller_of({.real = 998}), 998U);
}

// In a container or a job of cron anybody can set SUDO_UID, and be whom they like in the audit log.
TEST(OperatorName, BelievesTheEnvironmentOfSudoOnly) {
    EXPECT_EQ(caller_of({.signed_in = nobody, .sudo_uid = 1001, .real = 998}), 998U);
    EXPECT_TRUE(is_sudo("Name:\tsudo\nUmask:\t0022\nUid:\t1000\t0\t0\t0\n"));
    EXPECT_FALSE(is_sudo("Name:\tsudo\nUid:\t1000\t1000\t1000\t1000\n")) << "anybody's program of that name";
    EXPECT_FALSE(is_sudo("Name:\tbash\nUid:\t0\t0\t0\t0\n"));
    EXPECT_FALSE(is_sudo("Name:\tpseudo\nUid:\t0\t0\t0\t0\n"));
    EXPECT_FALSE(is_sudo(""));
}

TEST(OperatorName, HasTheRealUserBesideIt) {
    setenv("SUDO_UID", "12345", 1);
    auto const name = operator_name();
    unsetenv("SUDO_UID");
    EXPECT_TRUE(name.starts_with("command:")) << name;
    EXPECT_TRUE(name.ends_with(" uid:" + std::to_string(getuid()))) << name;
    EXPECT_EQ(name.find("12345"), std::string::npos) << name;
}

}  // namespace
}  // namespace voordeur
