// SPDX-License-Identifier: EUPL-1.2
// CBOR (RFC 8949), as little of it as authenticators write: whole numbers, bytes, text, lists, maps, true,
// false and null, each in its shortest form and of a length that is said before it. No tags, no floating
// point, no key twice, no depth over four, no more than 128 items.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace voordeur {

class Cbor {
  public:
    struct Bytes {
        std::string_view value;
        bool operator==(Bytes const&) const = default;
    };
    struct Text {
        std::string_view value;  // UTF-8
        bool operator==(Text const&) const = default;
    };
    struct Null {
        bool operator==(Null const&) const = default;
    };
    using List = std::vector<Cbor>;
    using Map = std::vector<std::pair<Cbor, Cbor>>;  // in the order in which it came
    using Value = std::variant<std::int64_t, Bytes, Text, bool, Null, List, Map>;

    explicit Cbor(Value value) : value_(std::move(value)) {}

    // The item that begins here, and how many bytes it is. nullopt: none that is allowed. What it holds looks
    // into `bytes`, which outlives it.
    struct Read;
    static std::optional<Read> read(std::string_view bytes);
    // One item, and nothing after it.
    static std::optional<Cbor> parse(std::string_view bytes);

    Value const& value() const { return value_; }
    // nullopt, nullptr: it is something else.
    std::optional<std::int64_t> number() const;
    std::optional<std::string_view> bytes() const;
    std::optional<std::string_view> text() const;
    Map const* map() const { return std::get_if<Map>(&value_); }
    // Of a map; nullptr: it has no such key, or this is no map.
    Cbor const* at(std::int64_t key) const;
    Cbor const* at(std::string_view key) const;

    bool operator==(Cbor const&) const = default;

  private:
    Value value_;
};

struct Cbor::Read {
    Cbor item;
    std::size_t size;
};

}  // namespace voordeur
