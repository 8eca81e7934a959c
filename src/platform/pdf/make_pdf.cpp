// SPDX-License-Identifier: EUPL-1.2
#include "pdf/make_pdf.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <stdexcept>
#include <string_view>
#include <system_error>
#include <thread>
#include <utility>

#include "base/module.hpp"
#include "pdf/make_sheet_json.hpp"

namespace voordeur {
namespace {

using Deadline = std::chrono::steady_clock::time_point;

constexpr std::size_t most_output = 4 * 1024 * 1024;
constexpr std::size_t most_complaint = 4 * 1024;
constexpr int refused_status = 2;
constexpr std::chrono::seconds longest_wait_of_a_page{2};

[[noreturn]] void fail(std::string const& what, int error) {
    throw std::runtime_error("The PDF program " + what + ": " + std::system_category().message(error) + ".");
}

class Descriptor {
  public:
    Descriptor() = default;
    explicit Descriptor(int number) : number_(number) {}
    Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
    Descriptor& operator=(Descriptor&& other) noexcept {
        std::swap(number_, other.number_);
        return *this;
    }
    ~Descriptor() { close(); }

    int number() const { return number_; }
    bool is_open() const { return number_ >= 0; }
    void close() {
        if (is_open()) ::close(std::exchange(number_, -1));
    }

  private:
    int number_ = -1;
};

struct Channel {
    Descriptor ours;
    Descriptor theirs;
};

// A socket and not a pipe: sending to a program that died must not raise SIGPIPE here.
Channel make_input() {
    std::array<int, 2> ends{};
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0)
        fail("got no input channel", errno);
    return {Descriptor{ends[0]}, Descriptor{ends[1]}};
}

Channel make_output() {
    std::array<int, 2> ends{};
    if (pipe2(ends.data(), O_CLOEXEC) != 0) fail("got no output channel", errno);
    return {Descriptor{ends[0]}, Descriptor{ends[1]}};
}

struct Channels {
    Channel input = make_input();
    Channel output = make_output();
    Channel complaint = make_output();
};

class FileActions {
  public:
    explicit FileActions(Channels const& channels) {
        posix_spawn_file_actions_init(&actions_);
        posix_spawn_file_actions_adddup2(&actions_, channels.input.theirs.number(), STDIN_FILENO);
        posix_spawn_file_actions_adddup2(&actions_, channels.output.theirs.number(), STDOUT_FILENO);
        posix_spawn_file_actions_adddup2(&actions_, channels.complaint.theirs.number(), STDERR_FILENO);
        posix_spawn_file_actions_addclosefrom_np(&actions_, STDERR_FILENO + 1);
    }
    FileActions(FileActions const&) = delete;
    ~FileActions() { posix_spawn_file_actions_destroy(&actions_); }

    posix_spawn_file_actions_t const* get() const { return &actions_; }

  private:
    posix_spawn_file_actions_t actions_;
};

// The server's threads block signals, and the server ignores SIGPIPE; a program inherits both unless told
// otherwise.
class FreshSignals {
  public:
    FreshSignals() {
        sigset_t signals;
        posix_spawnattr_init(&attributes_);
        sigemptyset(&signals);
        posix_spawnattr_setsigmask(&attributes_, &signals);
        sigfillset(&signals);
        posix_spawnattr_setsigdefault(&attributes_, &signals);
        posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    }
    FreshSignals(FreshSignals const&) = delete;
    ~FreshSignals() { posix_spawnattr_destroy(&attributes_); }

    posix_spawnattr_t const* get() const { return &attributes_; }

  private:
    posix_spawnattr_t attributes_;
};

class Child {
  public:
    Child(std::string program, Channels const& channels) {
        std::string path = "PATH=/usr/bin:/bin";
        std::string language = "LANG=C.UTF-8";
        std::array<char*, 2> arguments{program.data(), nullptr};
        std::array<char*, 3> environment{path.data(), language.data(), nullptr};
        FileActions const actions(channels);
        FreshSignals const signals;
        auto const error = posix_spawn(&process_, program.c_str(), actions.get(), signals.get(),
                                       arguments.data(), environment.data());
        if (error != 0) fail(program + " could not be started", error);
    }
    Child(Child const&) = delete;
    ~Child() {
        if (ended_) return;
        kill(process_, SIGKILL);
        while (waitpid(process_, nullptr, 0) < 0 && errno == EINTR) continue;
    }

    // Its streams are closed by now, so that the end is a matter of microseconds unless something is wrong.
    int wait(Deadline deadline) {
        int status = 0;
        for (;;) {
            auto const found = waitpid(process_, &status, WNOHANG);
            if (found < 0 && errno != EINTR) fail("could not be waited for", errno);
            ended_ = found == process_;
            if (ended_) return status;
            if (std::chrono::steady_clock::now() >= deadline)
                throw std::runtime_error("The PDF program did not end.");
            std::this_thread::sleep_for(std::chrono::milliseconds{1});
        }
    }

  private:
    pid_t process_ = -1;
    bool ended_ = false;
};

void send_some(Descriptor& input, std::string_view& rest) {
    auto const sent = send(input.number(), rest.data(), rest.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent > 0) rest.remove_prefix(static_cast<std::size_t>(sent));
    // A program that stopped reading says why on its standard error, and by its status.
    auto const later = sent < 0 && (errno == EAGAIN || errno == EINTR);
    if (rest.empty() || (sent < 0 && !later)) input.close();
}

void read_some(Descriptor& stream, std::string& text, std::size_t most) {
    std::array<char, 64 * 1024> bytes;
    auto const got = read(stream.number(), bytes.data(), bytes.size());
    if (got < 0 && errno == EINTR) return;
    if (got <= 0) return stream.close();
    text.append(bytes.data(), static_cast<std::size_t>(got));
    if (text.size() > most) throw std::runtime_error("The PDF program wrote more than a page can need.");
}

int milliseconds_until(Deadline deadline) {
    auto const left =
        std::chrono::ceil<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
    return static_cast<int>(std::max<std::chrono::milliseconds::rep>(left.count(), 0));
}

struct Answer {
    std::string output;
    std::string complaint;
};

Answer converse(Channels& channels, std::string_view input, Deadline deadline) {
    Answer answer;
    auto& [in, out, error] = channels;
    while (out.ours.is_open() || error.ours.is_open()) {
        std::array<pollfd, 3> streams{{{in.ours.number(), POLLOUT, 0},
                                       {out.ours.number(), POLLIN, 0},
                                       {error.ours.number(), POLLIN, 0}}};
        auto const ready = poll(streams.data(), streams.size(), milliseconds_until(deadline));
        if (ready == 0) throw std::runtime_error("The PDF program took too long and was stopped.");
        if (ready < 0 && errno != EINTR) fail("could not be listened to", errno);
        if (ready < 0) continue;
        if (streams[0].revents != 0) send_some(in.ours, input);
        if (streams[1].revents != 0) read_some(out.ours, answer.output, most_output);
        if (streams[2].revents != 0) read_some(error.ours, answer.complaint, most_complaint);
    }
    return answer;
}

// The last line only: libraries may have warned before.
std::string last_line(std::string text) {
    while (!text.empty() && text.back() == '\n') text.pop_back();
    return text.substr(text.rfind('\n') + 1);
}

void require_success(int status, Answer const& answer) {
    if (WIFSIGNALED(status)) {
        throw std::runtime_error("The PDF program was ended by signal " + std::to_string(WTERMSIG(status)) +
                                 ".");
    }
    auto const code = WEXITSTATUS(status);
    // Only with this status is the last line one of the program's own sentences, which hold nothing of the
    // sheet.
    if (code == refused_status)
        throw std::runtime_error("The PDF program says: " + last_line(answer.complaint));
    if (code != 0)
        throw std::runtime_error("The PDF program ended with status " + std::to_string(code) + ".");
    if (!answer.output.starts_with("%PDF-")) throw std::runtime_error("The PDF program gave no PDF.");
}

}  // namespace

std::filesystem::path pdf_program_beside_this_one() {
    return program_folder() / "voordeur-pdf";
}

PdfMaker::PdfMaker(std::filesystem::path program, std::chrono::milliseconds patience, PaperLook look,
                   std::size_t places)
    : program_(std::move(program)),
      patience_(patience),
      look_(std::move(look)),
      places_(std::make_unique<MakingPlaces>(places)) {}

void PdfMaker::check() const {
    if (access(program_.c_str(), X_OK) != 0) fail(program_.string() + " cannot be run", errno);
}

std::string PdfMaker::make(Sheet const& sheet) const {
    auto const place = places_->take("", patience_);
    if (!place) throw std::runtime_error("Too many PDFs are being made at once.");
    return run_program(sheet);
}

std::optional<std::string> PdfMaker::make_for(std::string const& account, Sheet const& sheet) const {
    auto const place = places_->take(account, longest_wait_of_a_page);
    if (!place) return std::nullopt;
    return run_program(sheet);
}

std::string PdfMaker::run_program(Sheet const& sheet) const {
    auto const input = sheet_as_json(sheet, look_);
    auto const deadline = std::chrono::steady_clock::now() + patience_;
    Channels channels;
    Child child(program_.string(), channels);
    channels.input.theirs.close();
    channels.output.theirs.close();
    channels.complaint.theirs.close();
    auto answer = converse(channels, input, deadline);
    require_success(child.wait(deadline), answer);
    return std::move(answer.output);
}

}  // namespace voordeur
