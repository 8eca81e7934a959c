// SPDX-License-Identifier: EUPL-1.2
#include "base/log_buffer.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <unistd.h>

#include <chrono>
#include <map>
#include <optional>
#include <sstream>
#include <stdexcept>
#include <thread>
#include <tuple>
#include <vector>

namespace voordeur {
namespace {

class LogBufferTest : public testing::Test {
  protected:
    LogBufferTest() {
        int ends[2]{};
        if (pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
        std::tie(reading_, writing_) = std::pair(ends[0], ends[1]);
        fcntl(writing_, F_SETPIPE_SZ, 1024 * 1024);
        buffer_.emplace(writing_);
    }
    ~LogBufferTest() override {
        buffer_.reset();
        close(writing_);
        close(reading_);
    }

    bool has_come(std::chrono::milliseconds wait) const {
        pollfd ready{reading_, POLLIN, 0};
        return poll(&ready, 1, static_cast<int>(wait.count())) > 0;
    }
    // What was written up to now.
    std::string written() const {
        std::string text;
        char part[4096];
        while (has_come(std::chrono::milliseconds(0)))
            text.append(part, static_cast<std::size_t>(read(reading_, part, sizeof part)));
        return text;
    }

    int reading_ = -1, writing_ = -1;
    std::optional<LogBuffer> buffer_;
};

TEST_F(LogBufferTest, WritesAfterAMoment) {
    buffer_->add("one\n");
    buffer_->add("two\n");
    EXPECT_EQ(written(), "");
    ASSERT_TRUE(has_come(std::chrono::seconds(10)));
    EXPECT_EQ(written(), "one\ntwo\n");
    buffer_->add("three\n");
    ASSERT_TRUE(has_come(std::chrono::seconds(10)));
    EXPECT_EQ(written(), "three\n");
}

TEST_F(LogBufferTest, WritesAtOnceWhenAsked) {
    buffer_->add("one\n");
    buffer_->add("error\n");
    buffer_->flush();
    EXPECT_EQ(written(), "one\nerror\n");
}

TEST_F(LogBufferTest, WritesAllOfMuch) {
    std::string const line = std::string(1023, 'x') + "\n";
    for (int i = 0; i < 600; ++i) buffer_->add(line);
    buffer_->flush();
    EXPECT_EQ(written().size(), 600 * line.size());
}

TEST_F(LogBufferTest, LosesNothingAtTheEnd) {
    buffer_->add("last words\n");
    buffer_.reset();
    EXPECT_EQ(written(), "last words\n");
}

TEST_F(LogBufferTest, KeepsTheOrderOfEachThread) {
    constexpr int threads = 4, lines = 2000;
    {
        std::vector<std::jthread> adders;
        for (int thread = 0; thread < threads; ++thread)
            adders.emplace_back([&, thread] {
                for (int line = 0; line < lines; ++line) {
                    buffer_->add(std::to_string(thread) + " " + std::to_string(line) + "\n");
                    if (line % 100 == 0) buffer_->flush();
                }
            });
    }
    buffer_.reset();
    std::istringstream text(written());
    std::map<int, int> next;
    for (int thread = 0, line = 0; text >> thread >> line;) EXPECT_EQ(line, next[thread]++);
    for (int thread = 0; thread < threads; ++thread) EXPECT_EQ(next[thread], lines);
}

}  // namespace
}  // namespace voordeur
