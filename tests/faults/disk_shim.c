// SPDX-License-Identifier: EUPL-1.2
// A disk that fails on command, for a program that runs: preloaded, it stands before the C library's calls on files below the
// folder DISK_SHIM_FOLDER. While the file DISK_SHIM_CONTROL exists, its one line says which calls fail, and how:
//     ERROR CALLS FIRST COUNT
// ERROR: a number of errno, or 0: only half is written. CALLS: write, sync, size, read or change (all but read). The FIRST-th
// such call since the line was written, and the COUNT - 1 after it, fail.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

enum { no_failure = -1, line_size = 128, path_size = 512 };

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static char last_line[line_size];
static long calls_so_far;

static int is_below_folder(int file) {
    char const* folder = getenv("DISK_SHIM_FOLDER");
    char link[64], path[path_size];
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t const length = readlink(link, path, sizeof path - 1);
    if (folder == NULL || length < 0) return 0;
    path[length] = '\0';
    return strncmp(path, folder, strlen(folder)) == 0;
}

// Past the C library: its read() may be ours.
static int read_control(char* line) {
    char const* control = getenv("DISK_SHIM_CONTROL");
    int const file = control == NULL ? -1 : (int)syscall(SYS_openat, AT_FDCWD, control, O_RDONLY | O_CLOEXEC);
    if (file < 0) return 0;
    ssize_t const length = syscall(SYS_read, file, line, line_size - 1);
    syscall(SYS_close, file);
    line[length < 0 ? 0 : length] = '\0';
    return length > 0;
}

static int is_meant(char const* calls, char const* call) {
    if (strcmp(calls, "change") == 0) return strcmp(call, "read") != 0;
    return strcmp(calls, call) == 0;
}

// The errno to fail with, 0 to write half, or no_failure.
static int failure_of(char const* call, int file) {
    char line[line_size], calls[16];
    int error = 0;
    long first = 0, count = 0;
    int const saved = errno;
    int result = no_failure;
    if (read_control(line) && sscanf(line, "%d %15s %ld %ld", &error, calls, &first, &count) == 4 &&
        is_meant(calls, call) && is_below_folder(file)) {
        pthread_mutex_lock(&mutex);
        if (strcmp(line, last_line) != 0) {
            strcpy(last_line, line);
            calls_so_far = 0;
        }
        calls_so_far += 1;
        if (calls_so_far >= first && calls_so_far < first + count) result = error;
        pthread_mutex_unlock(&mutex);
    }
    errno = saved;
    return result;
}

#define THE_REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))
#define FAIL_OR_HALVE(call, size)                 \
    int const failure = failure_of(call, file);   \
    if (failure > 0) return errno = failure, -1;  \
    if (failure == 0 && (size) > 1) (size) /= 2
#define FAIL(call)                                \
    int const failure = failure_of(call, file);   \
    if (failure > 0) return errno = failure, -1

ssize_t write(int file, void const* bytes, size_t size) {
    FAIL_OR_HALVE("write", size);
    return THE_REAL(write)(file, bytes, size);
}

ssize_t pwrite(int file, void const* bytes, size_t size, off_t at) {
    FAIL_OR_HALVE("write", size);
    return THE_REAL(pwrite)(file, bytes, size, at);
}

ssize_t pwrite64(int file, void const* bytes, size_t size, off64_t at) {
    FAIL_OR_HALVE("write", size);
    return THE_REAL(pwrite64)(file, bytes, size, at);
}

ssize_t pread64(int file, void* bytes, size_t size, off64_t at) {
    FAIL("read");
    return THE_REAL(pread64)(file, bytes, size, at);
}

int fsync(int file) {
    FAIL("sync");
    return THE_REAL(fsync)(file);
}

int fdatasync(int file) {
    FAIL("sync");
    return THE_REAL(fdatasync)(file);
}

int ftruncate(int file, off_t size) {
    FAIL("size");
    return THE_REAL(ftruncate)(file, size);
}

int ftruncate64(int file, off64_t size) {
    FAIL("size");
    return THE_REAL(ftruncate64)(file, size);
}

int fallocate(int file, int mode, off_t from, off_t size) {
    FAIL("size");
    return THE_REAL(fallocate)(file, mode, from, size);
}
