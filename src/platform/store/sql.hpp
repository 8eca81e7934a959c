// SPDX-License-Identifier: EUPL-1.2
// What a statement takes and gives, the same on SQLite and PostgreSQL. Values are 64-bit numbers and UTF-8
// text only: hashes and sealed values are kept as text, times as UTC milliseconds, so no column needs a
// dialect.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

#include "base/id.hpp"
#include "base/time.hpp"

namespace voordeur {

// A value bound to $1, $2, … Implicit on purpose: a call reads as the list of its values.
class Param {
  public:
    Param(std::nullptr_t) {}
    Param(std::string text) : value_(std::move(text)) {}
    Param(std::string_view text) : value_(std::string(text)) {}
    Param(char const* text) : value_(std::string(text)) {}
    template <class Noun>
    Param(Id<Noun> const& id) : value_(id.text()) {}
    Param(Time time) : value_(to_stored(time)) {}
    template <class Number>
    requires std::is_integral_v<Number> Param(Number number) : value_(static_cast<std::int64_t>(number)) {}
    template <class Value>
    Param(std::optional<Value> const& value) {
        if (value) *this = Param(*value);
    }

    std::variant<std::nullptr_t, std::int64_t, std::string> const& value() const { return value_; }

  private:
    std::variant<std::nullptr_t, std::int64_t, std::string> value_ = nullptr;
};

// One row of an answer, columns by position from 0. Asking a NULL for a value is a bug and throws
// std::logic_error; the `maybe_` forms answer nullopt.
class Row {
  public:
    explicit Row(std::vector<std::optional<std::string>> cells) : cells_(std::move(cells)) {}

    std::string const& text(std::size_t column) const;
    std::optional<std::string> maybe_text(std::size_t column) const { return cells_.at(column); }
    template <class Noun>
    Id<Noun> id(std::size_t column) const {
        return Id<Noun>(text(column));
    }
    template <class Noun>
    std::optional<Id<Noun>> maybe_id(std::size_t column) const {
        if (!cells_.at(column)) return std::nullopt;
        return id<Noun>(column);
    }
    std::int64_t number(std::size_t column) const;
    bool flag(std::size_t column) const { return number(column) != 0; }
    Time time(std::size_t column) const { return from_stored(number(column)); }
    std::optional<Time> maybe_time(std::size_t column) const;

  private:
    std::vector<std::optional<std::string>> cells_;
};

struct Answer {
    std::vector<Row> rows;
    std::int64_t changed = 0;  // rows that an INSERT, UPDATE or DELETE touched
};

// The text of an error never holds a bound value: it may go to the log.
struct StoreError : std::runtime_error {
    using std::runtime_error::runtime_error;
};
// A UNIQUE or PRIMARY KEY constraint refused the row.
struct NotUnique : StoreError {
    using StoreError::StoreError;
};
struct NoSuchTable : StoreError {
    using StoreError::StoreError;
};
// Serialisation failure, deadlock or a locked file: running the transaction again may succeed.
struct StoreBusy : StoreError {
    using StoreError::StoreError;
};
// The connection broke, or none could be had.
struct StoreUnreachable : StoreError {
    using StoreError::StoreError;
};

// One connection, used by one thread at a time. Statements are prepared once and kept.
class Connection {
  public:
    virtual ~Connection() = default;
    virtual Answer execute(std::string_view sql, std::span<Param const> params) = 0;
    // Several statements without parameters, for migrations.
    virtual void execute_script(std::string const& sql) = 0;
    // Takes the write lock at once where the database has only one (SQLite).
    virtual void begin() = 0;
    // For a transaction that only reads: its statements lock no row, and one that writes is refused where the
    // database can (PostgreSQL).
    virtual void begin_reading() = 0;
    // The same, for what a page would not wait for: a statement may take two minutes.
    virtual void begin_reading_at_length() { begin_reading(); }
    // False once the connection is broken; the pool then throws it away.
    virtual bool usable() const = 0;

    void commit() {
        execute("COMMIT", {});
        committed_number_ = last_number_;
    }
    void rollback() {
        last_number_ = committed_number_;
        execute("ROLLBACK", {});
    }

    // 1, 2, 3 …: the number of one thing that a transaction writes. What is rolled back gives its numbers
    // back, so that those of all that this connection committed have no gaps.
    std::int64_t next_number() { return ++last_number_; }
    std::int64_t last_number() const { return last_number_; }
    // Where a part of a transaction is undone.
    void give_back_numbers_after(std::int64_t number) { last_number_ = number; }

    // Which of its pool's it is.
    std::uint64_t ordinal = 0;

  private:
    std::int64_t last_number_ = 0;
    std::int64_t committed_number_ = 0;
};

// Constants, one behind the other, as one constant: the columns of a table stand once, beside their reader.
template <std::string_view const&... Parts>
inline constexpr auto joined_text = [] {
    std::array<char, (Parts.size() + ... + 0)> text{};
    auto at = text.begin();
    ((at = std::copy(Parts.begin(), Parts.end(), at)), ...);
    return text;
}();
template <std::string_view const&... Parts>
inline constexpr std::string_view joined{joined_text<Parts...>.data(), joined_text<Parts...>.size()};

// Ends the transaction of a step that failed, if the database has not done so by itself. A connection that
// cannot is broken, and thrown away by the pool.
void roll_back(Connection& connection) noexcept;

}  // namespace voordeur
