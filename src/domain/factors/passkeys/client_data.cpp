// SPDX-License-Identifier: EUPL-1.2
#include "factors/passkeys/client_data.hpp"

#include <array>
#include <cstddef>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>
#include <vector>

namespace voordeur {
namespace {

using Json = nlohmann::json;

constexpr std::size_t most_members = 64;
constexpr std::array<std::string_view, 5> members{"type", "challenge", "origin", "crossOrigin", "topOrigin"};

// Follows the parser: keeps the members that are read, and nothing else, so that what is sent cannot fill the
// memory. Of what is not kept the parser tells no end, so that the depth says where a key stands.
class Watcher {
  public:
    bool is_refused() const { return is_refused_; }
    // Of the whole, whatever it is there.
    bool has(std::string const& member) const { return !keys_.empty() && keys_.front().contains(member); }

    bool keeps(int depth, Json::parse_event_t event, Json const& parsed) {
        switch (event) {
            case Json::parse_event_t::object_start:
                keys_.resize(static_cast<std::size_t>(depth));
                keys_.emplace_back();
                return depth == 0;
            case Json::parse_event_t::key:
                note(static_cast<std::size_t>(depth), parsed.get_ref<std::string const&>());
                return depth == 1 && is_known(parsed.get_ref<std::string const&>());
            case Json::parse_event_t::object_end:
                return depth == 0;
            case Json::parse_event_t::value:
                return depth <= 1;
            case Json::parse_event_t::array_start:
            case Json::parse_event_t::array_end:
                return false;
        }
        return false;
    }

  private:
    static bool is_known(std::string_view key) {
        for (auto const& each : members)
            if (each == key) return true;
        return false;
    }

    void note(std::size_t depth, std::string const& key) {
        keys_.resize(depth);
        if (++count_ > most_members || !keys_.back().insert(key).second) is_refused_ = true;
    }

    std::vector<std::set<std::string>> keys_;  // of the object that is open at each depth
    std::size_t count_ = 0;
    bool is_refused_ = false;
};

std::optional<std::string> text_of(Json const& object, char const* name) {
    auto const found = object.find(name);
    if (found == object.end() || !found->is_string()) return std::nullopt;
    return found->get<std::string>();
}

}  // namespace

std::optional<ClientData> read_client_data(std::string_view json) {
    // The parser takes NUL for the end, and would pass over what comes behind it.
    if (json.find('\0') != std::string_view::npos) return std::nullopt;
    Watcher watcher;
    auto const object = Json::parse(
        json,
        [&](int depth, Json::parse_event_t event, Json& parsed) {
            return watcher.keeps(depth, event, parsed);
        },
        false);
    if (watcher.is_refused() || !object.is_object()) return std::nullopt;
    auto type = text_of(object, "type"), challenge = text_of(object, "challenge"),
         origin = text_of(object, "origin");
    if (!type || !challenge || !origin) return std::nullopt;
    ClientData data{std::move(*type), std::move(*challenge), std::move(*origin)};
    if (watcher.has("crossOrigin")) {
        auto const found = object.find("crossOrigin");
        if (found == object.end() || !found->is_boolean()) return std::nullopt;
        data.is_cross_origin = found->get<bool>();
    }
    data.has_top_origin = watcher.has("topOrigin");
    return data;
}

}  // namespace voordeur
