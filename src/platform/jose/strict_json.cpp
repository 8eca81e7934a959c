// SPDX-License-Identifier: EUPL-1.2
#include "jose/strict_json.hpp"

#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

namespace voordeur {
namespace {

using Json = nlohmann::json;

constexpr std::size_t longest = 16384;
constexpr int deepest = 8;

// Two readers may take two values for one name, and a signature would hold for both.
class NamesOnce {
  public:
    bool see(int depth, Json::parse_event_t event, Json const& parsed) {
        if (depth > deepest) is_right_ = false;
        if (event == Json::parse_event_t::object_start) names_.emplace_back();
        if (event == Json::parse_event_t::object_end) names_.pop_back();
        if (event == Json::parse_event_t::key && !names_.back().insert(parsed.get<std::string>()).second)
            is_right_ = false;
        return is_right_;
    }
    bool is_right() const { return is_right_; }

  private:
    std::vector<std::set<std::string>> names_;
    bool is_right_ = true;
};

}  // namespace

std::optional<Json> read_object(std::string_view text) {
    if (text.size() > longest) return std::nullopt;
    NamesOnce names;
    auto json = Json::parse(
        text,
        [&](int depth, Json::parse_event_t event, Json& parsed) { return names.see(depth, event, parsed); },
        false);
    if (!names.is_right() || !json.is_object()) return std::nullopt;
    return json;
}

std::string text_of(Json const& object, char const* name) {
    auto const found = object.find(name);
    return found != object.end() && found->is_string() ? found->get<std::string>() : "";
}

}  // namespace voordeur
