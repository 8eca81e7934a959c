// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace voordeur {

// The last row of the chain, as the log and `voordeur audit verify` write it: "1234:9f86d081…".
struct AuditHead {
    std::int64_t number = 0;
    std::string hash;

    std::string text() const { return std::to_string(number) + ":" + hash; }
    // nullopt: not of that form.
    static std::optional<AuditHead> parse(std::string_view text);
    bool operator==(AuditHead const&) const = default;
};

// Where a machine keeps the last head that it saw, outside the database: who has only that can set a head
// back there, and not here. Several processes may use one file.
class AuditHeadFile {
  public:
    explicit AuditHeadFile(std::filesystem::path file) : file_(std::move(file)) {}

    // nullopt: there is none, or it says something else.
    std::optional<AuditHead> read() const;
    // What is older than what stands there is not written. A disk that takes nothing is logged.
    void write(AuditHead const& head) const;
    // After a restore: what was seen is not in the chain any more.
    void forget() const;
    std::filesystem::path const& path() const { return file_; }

  private:
    std::filesystem::path file_;
};

}  // namespace voordeur
