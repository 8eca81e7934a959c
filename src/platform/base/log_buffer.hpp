// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <condition_variable>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>

namespace voordeur {

// Lines on their way to a file, written many at once, since a page should not wait for a line of the log.
// They are written when flush() says so, when there are many, 200 milliseconds after the first of them, and
// when this ends. A program that is killed loses what came within those; one that ends in order loses
// nothing. Lines keep their order. Thread safe.
class LogBuffer {
  public:
    // Does not own `file`.
    explicit LogBuffer(int file);
    ~LogBuffer();
    LogBuffer(LogBuffer const&) = delete;
    LogBuffer& operator=(LogBuffer const&) = delete;

    void add(std::string_view line);
    void flush();

  private:
    void write_behind(std::stop_token const& stop);

    int file_;
    std::mutex writing_;  // taken before `mutex_`, and kept while the file takes its time
    std::string written_;
    std::mutex mutex_;
    std::condition_variable_any something_to_do_;
    std::string lines_;
    std::jthread writer_;
};

}  // namespace voordeur
