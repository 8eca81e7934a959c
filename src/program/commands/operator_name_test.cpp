// SPDX-License-Identifier: EUPL-1.2
#include "commands/operator_name.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>

namespace voordeur {
namespace {

constexpr std::int64_t nobody = 4294967295;

TEST(OperatorName, IsWhoSignedInElseWhoCalledSudoElseTheProcess) {
    EXPECT_EQ(caller_of({.signed_in = 1000, .called_sudo = 1001, .real = 998}), 1000U);
    EXPECT_EQ(caller_of({.signed_in = nobody, .called_sudo = 1001, .real = 998}), 1001U);
    EXPECT_EQ(caller_of({.called_sudo = 1001, .real = 998}), 1001U);
    EXPECT_EQ(caller_of({.real = 998}), 998U);
}

TEST(OperatorName, KnowsSudoByTheKernel) {
    auto const facts = facts_from("Name:\tsudo\nUmask:\t0022\nPPid:\t4711\nUid:\t1000\t0\t0\t0\n");
    EXPECT_TRUE(is_sudo(facts));
    EXPECT_EQ(facts.parent, 4711);
    EXPECT_EQ(facts.real, 1000);
    for (auto const* other : {"Name:\tsudo\nPPid:\t4711\nUid:\t1000\t1000\t1000\t1000\n",  // anybody's
                              "Name:\tbash\nPPid:\t4711\nUid:\t0\t0\t0\t0\n",
                              "Name:\tpseudo\nPPid:\t4711\nUid:\t0\t0\t0\t0\n", ""})
        EXPECT_FALSE(is_sudo(facts_from(other))) << other;
}

// Anybody can set SUDO_UID, also between sudo and this program, and be whom they like in the audit log.
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
