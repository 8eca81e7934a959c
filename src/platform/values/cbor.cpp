// SPDX-License-Identifier: EUPL-1.2
#include "values/cbor.hpp"

#include <algorithm>
#include <limits>

#include "values/text.hpp"

namespace voordeur {
namespace {

constexpr int deepest = 4;
constexpr int most_items = 128;

enum Major : std::uint8_t { unsigned_number, negative_number, bytes, text, list, map, tag, simple };
constexpr std::uint64_t simple_false = 20, simple_true = 21, simple_null = 22;

struct Head {
    std::uint8_t major;
    std::uint64_t argument;
};

// One item after the other; nullopt is for good.
class Reader {
  public:
    explicit Reader(std::string_view input) : input_(input) {}

    std::size_t position() const { return position_; }

    std::optional<Cbor> item(int depth) {
        if (depth > deepest || ++items_ > most_items) return std::nullopt;
        auto const head = read_head();
        if (!head) return std::nullopt;
        switch (head->major) {
            case list:
                return read_list(head->argument, depth);
            case map:
                return read_map(head->argument, depth);
            default:
                return read_plain(*head);
        }
    }

  private:
    std::optional<std::string_view> take(std::uint64_t count) {
        if (count > input_.size() - position_) return std::nullopt;
        auto const taken = input_.substr(position_, static_cast<std::size_t>(count));
        position_ += taken.size();
        return taken;
    }

    // A number that would fit in less is refused, and so is a length that is not known yet.
    std::optional<Head> read_head() {
        auto const first = take(1);
        if (!first) return std::nullopt;
        auto const byte = static_cast<std::uint8_t>(first->front());
        auto const major = static_cast<std::uint8_t>(byte >> 5U);
        auto const low = static_cast<std::uint8_t>(byte & 0x1fU);
        if (low < 24) return Head{major, low};
        // After the simple values come those in a byte of their own, and floating point.
        if (low > 27 || major == simple) return std::nullopt;
        auto const size = std::uint64_t{1} << (low - 24U);
        auto const tail = take(size);
        if (!tail) return std::nullopt;
        std::uint64_t argument = 0;
        for (auto const each : *tail) argument = argument << 8U | static_cast<std::uint8_t>(each);
        auto const least = size == 1 ? std::uint64_t{24} : std::uint64_t{1} << (size * 4U);
        if (argument < least) return std::nullopt;
        return Head{major, argument};
    }

    std::optional<Cbor> read_plain(Head const& head) {
        switch (head.major) {
            case unsigned_number:
            case negative_number: {
                if (head.argument > std::uint64_t{std::numeric_limits<std::int64_t>::max()})
                    return std::nullopt;
                auto const number = static_cast<std::int64_t>(head.argument);
                return Cbor(head.major == unsigned_number ? number : -1 - number);
            }
            case bytes:
                if (auto const taken = take(head.argument)) return Cbor(Cbor::Bytes{*taken});
                return std::nullopt;
            case text: {
                auto const taken = take(head.argument);
                if (!taken || !is_valid_utf8_without_nul(*taken)) return std::nullopt;
                return Cbor(Cbor::Text{*taken});
            }
            case simple:
                return read_simple(head.argument);
            default:
                return std::nullopt;
        }
    }

    static std::optional<Cbor> read_simple(std::uint64_t argument) {
        if (argument == simple_null) return Cbor(Cbor::Null{});
        if (argument == simple_false || argument == simple_true) return Cbor(argument == simple_true);
        return std::nullopt;
    }

    std::optional<Cbor> read_list(std::uint64_t count, int depth) {
        Cbor::List items;
        for (std::uint64_t i = 0; i < count; ++i) {
            auto each = item(depth + 1);
            if (!each) return std::nullopt;
            items.push_back(std::move(*each));
        }
        return Cbor(std::move(items));
    }

    std::optional<Cbor> read_map(std::uint64_t count, int depth) {
        Cbor::Map items;
        for (std::uint64_t i = 0; i < count; ++i) {
            auto key = item(depth + 1);
            if (!key || (!key->number() && !key->text())) return std::nullopt;
            auto const is_same = [&](auto const& pair) { return pair.first == *key; };
            if (std::ranges::any_of(items, is_same)) return std::nullopt;
            auto each = item(depth + 1);
            if (!each) return std::nullopt;
            items.emplace_back(std::move(*key), std::move(*each));
        }
        return Cbor(std::move(items));
    }

    std::string_view input_;
    std::size_t position_ = 0;
    int items_ = 0;
};

Cbor const* find(Cbor::Map const* map, Cbor const& key) {
    if (map == nullptr) return nullptr;
    auto const found = std::ranges::find_if(*map, [&](auto const& pair) { return pair.first == key; });
    return found == map->end() ? nullptr : &found->second;
}

}  // namespace

std::optional<Cbor::Read> Cbor::read(std::string_view bytes) {
    Reader reader(bytes);
    auto item = reader.item(1);
    if (!item) return std::nullopt;
    return Read{std::move(*item), reader.position()};
}

std::optional<Cbor> Cbor::parse(std::string_view bytes) {
    auto found = read(bytes);
    if (!found || found->size != bytes.size()) return std::nullopt;
    return std::move(found->item);
}

std::optional<std::int64_t> Cbor::number() const {
    auto const* const held = std::get_if<std::int64_t>(&value_);
    return held == nullptr ? std::nullopt : std::optional(*held);
}

std::optional<std::string_view> Cbor::bytes() const {
    auto const* const held = std::get_if<Bytes>(&value_);
    return held == nullptr ? std::nullopt : std::optional(held->value);
}

std::optional<std::string_view> Cbor::text() const {
    auto const* const held = std::get_if<Text>(&value_);
    return held == nullptr ? std::nullopt : std::optional(held->value);
}

Cbor const* Cbor::at(std::int64_t key) const {
    return find(map(), Cbor(key));
}

Cbor const* Cbor::at(std::string_view key) const {
    return find(map(), Cbor(Text{key}));
}

}  // namespace voordeur
