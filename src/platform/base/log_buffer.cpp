// SPDX-License-Identifier: EUPL-1.2
#include "base/log_buffer.hpp"

#include <poll.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>

namespace voordeur {
namespace {

constexpr std::size_t many_bytes = 16 * 1024;
constexpr std::size_t most_bytes = 256 * 1024;
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
    std::size_t before = 0, after = 0;
    {
        std::lock_guard const lock(mutex_);
        before = lines_.size();
        lines_ += line;
        after = lines_.size();
    }
    if (before == 0 || (before < many_bytes && after >= many_bytes)) something_to_do_.notify_one();
    // Who logs faster than the file takes it waits for the file.
    if (after >= most_bytes) flush();
}

void LogBuffer::flush() {
    std::lock_guard const order(writing_);
    {
        std::lock_guard const lock(mutex_);
        written_.swap(lines_);
    }
    write_all(file_, written_);
    written_.clear();
}

// Sleeps for as long as nothing is logged: an idle program is not woken five times a second.
void LogBuffer::write_behind(std::stop_token const& stop) {
    for (;;) {
        {
            std::unique_lock lock(mutex_);
            if (!something_to_do_.wait(lock, stop, [this] { return !lines_.empty(); })) return;
            something_to_do_.wait_for(lock, stop, longest_wait,
                                      [this] { return lines_.size() >= many_bytes; });
        }
        flush();
    }
}

}  // namespace voordeur
