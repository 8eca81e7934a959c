// SPDX-License-Identifier: EUPL-1.2
// Fonts are programs of a kind, and names come from anywhere: should one of them take over this process,
// which runs as the server's user, it finds neither the key ring nor the database nor a way out.
#include "pdf/sandbox.hpp"

#include <fcntl.h>
#include <linux/landlock.h>
#include <sched.h>
#include <seccomp.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <initializer_list>
#include <memory>

#include "pdf/sanitizer.hpp"
#include "pdf/sheet_error.hpp"

namespace voordeur {
namespace {

constexpr auto readable_folders = {"/usr", "/etc/fonts", "/var/cache/fontconfig"};
constexpr std::uint64_t reading = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
// All that the first kernels with Landlock know; a right that they do not know is refused as a whole.
constexpr std::uint64_t everything = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1;

constexpr rlim_t memory_bytes = 256 * 1024 * 1024;
constexpr rlim_t processor_seconds = 20;
constexpr rlim_t open_files = 64;
// Of what it writes to a file that was opened for it.
constexpr rlim_t written_bytes = 8 * 1024 * 1024;

void require(bool worked) {
    if (!worked) throw SheetError("The kernel does not let voordeur-pdf shut itself in.");
}

void limit(__rlimit_resource what, rlim_t most) {
    rlimit const limits{most, most};
    require(setrlimit(what, &limits) == 0);
}

void limit_resources() {
    // A sanitizer's own tables are larger than that.
    if (!has_sanitizer) limit(RLIMIT_DATA, memory_bytes);
    limit(RLIMIT_CPU, processor_seconds);
    limit(RLIMIT_NOFILE, open_files);
    limit(RLIMIT_FSIZE, written_bytes);
    limit(RLIMIT_CORE, 0);
}

void let_read(int rules, char const* folder) {
    auto const opened = open(folder, O_PATH | O_CLOEXEC);
    // Not every machine has each of them.
    if (opened < 0) return;
    landlock_path_beneath_attr rule{};
    rule.allowed_access = reading;
    rule.parent_fd = opened;
    auto const added = syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
    close(opened);
    require(added == 0);
}

void forbid_files() {
    landlock_ruleset_attr attributes{};
    attributes.handled_access_fs = everything;
    auto const rules =
        static_cast<int>(syscall(SYS_landlock_create_ruleset, &attributes, sizeof attributes, 0));
    // A kernel without it, or a container that does not let it be asked.
    if (rules < 0 && (errno == ENOSYS || errno == EOPNOTSUPP || errno == EPERM)) return;
    require(rules >= 0);
    for (auto const* folder : readable_folders) let_read(rules, folder);
    auto const entered = syscall(SYS_landlock_restrict_self, rules, 0);
    close(rules);
    require(entered == 0);
}

// Younger than this libseccomp; the same number on every processor.
constexpr int fchmodat2 = 452, setxattrat = 463;
// fcntl(2), where <fcntl.h> says them to GNU programs only.
constexpr int f_set_signal = 10, f_set_owner_ex = 15;

using Filter = std::unique_ptr<void, decltype(&seccomp_release)>;

void forbid(Filter const& filter, std::initializer_list<int> calls) {
    for (auto const call : calls) {
        // What this processor or this libseccomp does not know cannot be called by a name that it knows.
        auto const added = seccomp_rule_add(filter.get(), SCMP_ACT_ERRNO(EPERM), call, 0);
        require(added == 0 || added == -EDOM);
    }
}

void forbid_where(Filter const& filter, int call, scmp_arg_cmp const& argument) {
    require(seccomp_rule_add_array(filter.get(), SCMP_ACT_ERRNO(EPERM), call, 1, &argument) == 0);
}

void forbid_the_world(Filter const& filter) {
    forbid(filter,
           {SCMP_SYS(socket), SCMP_SYS(socketpair), SCMP_SYS(connect), SCMP_SYS(bind), SCMP_SYS(listen),
            SCMP_SYS(accept), SCMP_SYS(accept4), SCMP_SYS(sendto), SCMP_SYS(sendmsg), SCMP_SYS(sendmmsg)});
}

// New ones too; limits and signals of the server, whose child this is.
void forbid_processes(Filter const& filter) {
    forbid(filter, {SCMP_SYS(execve),
                    SCMP_SYS(execveat),
                    SCMP_SYS(fork),
                    SCMP_SYS(vfork),
                    SCMP_SYS(ptrace),
                    SCMP_SYS(process_vm_readv),
                    SCMP_SYS(process_vm_writev),
                    SCMP_SYS(process_madvise),
                    SCMP_SYS(kcmp),
                    SCMP_SYS(kill),
                    SCMP_SYS(tkill),
                    SCMP_SYS(rt_sigqueueinfo),
                    SCMP_SYS(rt_tgsigqueueinfo),
                    SCMP_SYS(pidfd_open),
                    SCMP_SYS(pidfd_getfd),
                    SCMP_SYS(pidfd_send_signal),
                    SCMP_SYS(shmget),
                    SCMP_SYS(shmat),
                    SCMP_SYS(msgget),
                    SCMP_SYS(semget),
                    SCMP_SYS(mq_open)});
    forbid(filter, {SCMP_SYS(setpriority), SCMP_SYS(sched_setscheduler), SCMP_SYS(sched_setparam),
                    SCMP_SYS(sched_setattr), SCMP_SYS(ioprio_set)});
    forbid_where(filter, SCMP_SYS(prlimit64), {0, SCMP_CMP_NE, 0, 0});
    for (auto const command : {F_SETOWN, f_set_owner_ex, f_set_signal})
        forbid_where(filter, SCMP_SYS(fcntl), {1, SCMP_CMP_EQ, static_cast<scmp_datum_t>(command), 0});
    // abort() signals the process itself.
    forbid_where(filter, SCMP_SYS(tgkill), {0, SCMP_CMP_NE, static_cast<scmp_datum_t>(getpid()), 0});
    // A thread is no process. What clone3 is asked for cannot be seen from here; the C library then asks
    // clone.
    forbid_where(filter, SCMP_SYS(clone), {0, SCMP_CMP_MASKED_EQ, CLONE_THREAD, 0});
    require(seccomp_rule_add(filter.get(), SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0) == 0);
}

// What reaches round these rules, or deep into the kernel. An access list is a mode too.
void forbid_ways_round(Filter const& filter) {
    forbid(filter, {SCMP_SYS(io_uring_setup),
                    SCMP_SYS(bpf),
                    SCMP_SYS(perf_event_open),
                    SCMP_SYS(userfaultfd),
                    SCMP_SYS(keyctl),
                    SCMP_SYS(add_key),
                    SCMP_SYS(request_key),
                    SCMP_SYS(mount),
                    SCMP_SYS(move_mount),
                    SCMP_SYS(open_tree),
                    SCMP_SYS(fsopen),
                    SCMP_SYS(pivot_root),
                    SCMP_SYS(chroot),
                    SCMP_SYS(setns),
                    SCMP_SYS(unshare),
                    SCMP_SYS(open_by_handle_at),
                    SCMP_SYS(chmod),
                    SCMP_SYS(fchmod),
                    SCMP_SYS(fchmodat),
                    SCMP_SYS(chown),
                    SCMP_SYS(fchown),
                    SCMP_SYS(fchownat),
                    SCMP_SYS(lchown),
                    SCMP_SYS(ftruncate),
                    SCMP_SYS(truncate),
                    SCMP_SYS(utimensat),
                    fchmodat2,
                    setxattrat});
    forbid(filter, {SCMP_SYS(setxattr), SCMP_SYS(lsetxattr), SCMP_SYS(fsetxattr), SCMP_SYS(removexattr),
                    SCMP_SYS(lremovexattr), SCMP_SYS(fremovexattr)});
}

// EPERM and no death: a library that only asks whether something is there goes on without it.
void forbid_calls() {
    Filter const filter(seccomp_init(SCMP_ACT_ALLOW), seccomp_release);
    require(filter != nullptr);
    forbid_the_world(filter);
    forbid_processes(filter);
    forbid_ways_round(filter);
    require(seccomp_load(filter.get()) == 0);
}

}  // namespace

void enter_sandbox() {
    require(prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0);
    limit_resources();
    forbid_files();
    forbid_calls();
}

}  // namespace voordeur
