// SPDX-License-Identifier: EUPL-1.2
// Runs `voordeur WORDS...` as main does, and keeps what it wrote.
#pragma once

#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <vector>

#include "commands/commands.hpp"
#include "configuration/config_test_folder.hpp"

namespace voordeur {

struct RanCommand {
    int status = 0;  // -1: it did not end by itself
    std::string out, err;
};

// In a process of its own: `serve` takes the signals, the log and the core dumps of its process for itself.
// One that is still there after a minute has begun to serve, and is ended.
inline RanCommand run_apart(std::vector<std::string> words) {
    constexpr unsigned longest_seconds = 60;
    ConfigTestFolder const folder;
    auto const out = folder / "out", err = folder / "err";
    words.insert(words.begin(), "voordeur");
    std::vector<char*> pointers;
    for (auto& word : words) pointers.push_back(word.data());
    std::fflush(nullptr);  // what waits to be written is not to be written twice
    auto const child = fork();
    if (child < 0) throw std::runtime_error("no second process");
    if (child == 0) {
        alarm(longest_seconds);
        auto const opened = std::freopen(out.c_str(), "w", stdout) && std::freopen(err.c_str(), "w", stderr);
        auto const status = opened ? run_command(static_cast<int>(pointers.size()), pointers.data()) : 99;
        std::cout.flush();
        std::fflush(nullptr);
        _exit(status);
    }
    int ended = 0;
    if (waitpid(child, &ended, 0) != child) throw std::runtime_error("the second process is lost");
    auto const text = [](std::filesystem::path const& file) {
        std::ifstream stream(file, std::ios::binary);
        return std::string(std::istreambuf_iterator<char>(stream), {});
    };
    return {WIFEXITED(ended) ? WEXITSTATUS(ended) : -1, text(out), text(err)};
}

}  // namespace voordeur
