// SPDX-License-Identifier: EUPL-1.2
#include "base/log_buffer.hpp"

#include <poll.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>

namespace voordeur {
namespace {

constexpr std::size_t many_bytes = 16 * 1024;
constexpr std::chrono::milliseconds longest_wait{200};

// A terminal or pipe that others write to may say that it is full for now. What cannot be written at all is
// given up: there is nobody to tell.
void write_all(int file, std::string_view text) {
    while (!text.empty()) {
        auto const written = write(file, text.data(), text.size());
        if (written >= 0) {
            text.remove_prefix(static_cast<std::size_t>(written));
        } else if (errno == EAGAIN) {
            pollfd room{file, POLLOUT, 0};
            poll(&room, 1, -1);
        } else if (errno != EINTR) {
            return;
        }
    }
}

}  // namespace

LogBuffer::LogBuffer(int file)
    : file_(file), writer_([this](std::stop_token const& stop) { write_behind(stop); }) {}

LogBuffer::~LogBuffer() {
    writer_.request_stop();
    writer_.join();
    flush();
}

void LogBuffer::add(std::string_view line) {
    std::lock_guard const lock(mutex_);
    auto const is_first = lines_.empty();
    lines_ += line;
    if (lines_.size() >= many_bytes)
        write_now();
    else if (is_first)
        first_line_.notify_one();
}

void LogBuffer::flush() {
    std::lock_guard const lock(mutex_);
    write_now();
}

void LogBuffer::write_now() {
    write_all(file_, lines_);
    lines_.clear();
}

// Sleeps for as long as nothing is logged: an idle program is not woken five times a second.
void LogBuffer::write_behind(std::stop_token const& stop) {
    std::unique_lock lock(mutex_);
    while (first_line_.wait(lock, stop, [this] { return !lines_.empty(); })) {
        first_line_.wait_for(lock, stop, longest_wait, [] { return false; });
        write_now();
    }
}

}  // namespace voordeur
