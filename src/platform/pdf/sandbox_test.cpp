// SPDX-License-Identifier: EUPL-1.2
#include "pdf/sandbox.hpp"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <sys/xattr.h>
#include <unistd.h>

#include <cerrno>
#include <functional>
#include <string>
#include <thread>

#include "pdf/pdf_for_tests.hpp"

namespace voordeur {
namespace {

// What `act` gives in a process that has shut itself in; -1 when it died.
int inside(std::function<int()> const& act) {
    auto const child = fork();
    if (child == 0) {
        enter_sandbox();
        _exit(act());
    }
    int status = 0;
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

int error_of(long result) {
    return result < 0 ? errno : 0;
}

int error_of_opening(std::string const& path, int how) {
    return inside([&] { return error_of(open(path.c_str(), how)); });
}

TEST(Sandbox, OpensFontsAndNoOtherFile) {
    EXPECT_EQ(error_of_opening("/usr/share/fonts", O_RDONLY | O_DIRECTORY), 0);
    EXPECT_EQ(error_of_opening("/etc/fonts/fonts.conf", O_RDONLY), 0);
    TemporaryFolder const folder;
    auto const ring = folder.write("keys", "voordeur key ring 1").string();
    for (auto const& path :
         {ring, std::string("/etc/passwd"), std::string("/proc/self/environ"), folder.file(".").string()})
        EXPECT_EQ(error_of_opening(path, O_RDONLY), EACCES) << path;
    EXPECT_EQ(error_of_opening(ring, O_WRONLY), EACCES);
    EXPECT_EQ(error_of_opening("/usr/share/fonts", O_WRONLY | O_TMPFILE), EACCES);
    EXPECT_EQ(inside([&] { return error_of(unlink(ring.c_str())); }), EACCES);
    EXPECT_EQ(folder.read("keys"), "voordeur key ring 1");
}

TEST(Sandbox, ReachesNoNetwork) {
    for (auto const family : {AF_UNIX, AF_INET, AF_INET6, AF_NETLINK})
        EXPECT_EQ(inside([&] { return error_of(socket(family, SOCK_STREAM, 0)); }), EPERM) << family;
}

TEST(Sandbox, ReachesNoOtherProcessAndStartsNone) {
    EXPECT_EQ(inside([] { return error_of(kill(getppid(), 0)); }), EPERM);
    EXPECT_EQ(inside([] { return error_of(fork()); }), EPERM);
    char program[] = "/usr/bin/true";
    char* const arguments[] = {program, nullptr};
    EXPECT_EQ(inside([&] { return error_of(execv(program, arguments)); }), EPERM);
}

// The server is the parent, and its standard input is shared with it.
TEST(Sandbox, SetsNoLimitOrSignalOfTheServer) {
    EXPECT_EQ(inside([] {
                  rlimit const none{0, 0};
                  return error_of(prlimit(getppid(), RLIMIT_CPU, &none, nullptr));
              }),
              EPERM);
    EXPECT_EQ(inside([] { return error_of(fcntl(0, F_SETOWN, getppid())); }), EPERM);
    EXPECT_EQ(inside([] { return error_of(fcntl(0, F_GETFL)); }), 0);
}

TEST(Sandbox, OpensNoFileToOthers) {
    TemporaryFolder const folder;
    auto const ring = folder.write("keys", "voordeur key ring 1").string();
    EXPECT_EQ(inside([&] { return error_of(chmod(ring.c_str(), 0644)); }), EPERM);
    EXPECT_EQ(inside([&] { return error_of(setxattr(ring.c_str(), "user.x", "", 0, 0)); }), EPERM);
    EXPECT_EQ(inside([&] { return error_of(syscall(452, AT_FDCWD, ring.c_str(), 0644, 0)); }), EPERM);
}

TEST(Sandbox, HasThreads) {
    auto const counts = [] {
        int count = 0;
        std::thread([&] { ++count; }).join();
        return count;
    };
    EXPECT_EQ(inside(counts), 1);
}

TEST(Sandbox, RaisesNoLimitOfItsOwn) {
    EXPECT_EQ(inside([] {
                  rlimit const more{RLIM_INFINITY, RLIM_INFINITY};
                  rlimit files{};
                  if (setuid(65534) != 0) return 0;
                  auto const error = error_of(setrlimit(RLIMIT_NOFILE, &more));
                  getrlimit(RLIMIT_NOFILE, &files);
                  return files.rlim_max == 64 ? error : 0;
              }),
              EPERM);
}

// What is waiting for its sheet has done so already.
TEST(Sandbox, IsEnteredBeforeTheSheetIsRead) {
    auto const told = run_with_input("{ sleep 9 | " + pdf_program_under_test().string() +
                                         " & pdf=$!\n"
                                         "for i in $(seq 400); do\n"
                                         "  grep -q '^Seccomp:.*2' /proc/$pdf/status && break\n"
                                         "  sleep 0.02\n"
                                         "done\n"
                                         "grep -E '^(NoNewPrivs|Seccomp):' /proc/$pdf/status\n"
                                         "kill $pdf; }",
                                     "");
    EXPECT_EQ(told.output, "NoNewPrivs:\t1\nSeccomp:\t2\n") << told.complaint;
}

}  // namespace
}  // namespace voordeur
