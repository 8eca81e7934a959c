// SPDX-License-Identifier: EUPL-1.2
#include "sessions/device_rules.hpp"

#include <algorithm>
#include <array>

namespace voordeur {
namespace {

struct Mark {
    std::string_view part;  // of the header
    std::string_view name;
};
// The first that fits: nearly all of them also say that they are the ones below.
constexpr auto browsers = std::to_array<Mark>({
    {"SamsungBrowser/", "Samsung Internet"},
    {"DuckDuckGo/", "DuckDuckGo"},
    {"Vivaldi/", "Vivaldi"},
    {"OPR/", "Opera"},
    {"Edg/", "Edge"},
    {"EdgA/", "Edge"},
    {"EdgiOS/", "Edge"},
    {"FxiOS/", "Firefox"},
    {"Firefox/", "Firefox"},
    {"CriOS/", "Chrome"},
    {"Chromium/", "Chromium"},
    {"Chrome/", "Chrome"},
    {"Safari/", "Safari"},
});
constexpr auto systems = std::to_array<Mark>({
    {"iPhone", "iPhone"},
    {"iPad", "iPad"},
    {"Android", "Android"},
    {"CrOS", "Chromebook"},
    {"Windows", "Windows"},
    {"Macintosh", "Mac"},
    {"Linux", "Linux"},
});

std::string name_in(std::string_view header, auto const& marks) {
    auto const found = std::ranges::find_if(
        marks, [&](Mark const& mark) { return header.find(mark.part) != std::string_view::npos; });
    return found == marks.end() ? "" : std::string(found->name);
}

}  // namespace

Device device_of(std::string_view user_agent) {
    return {name_in(user_agent, browsers), name_in(user_agent, systems)};
}

std::string stored_text(Device const& device) {
    return device.browser + "/" + device.system;
}

Device device_from(std::string_view stored) {
    auto const slash = stored.find('/');
    if (slash == std::string_view::npos) return {};
    return {std::string(stored.substr(0, slash)), std::string(stored.substr(slash + 1))};
}

}  // namespace voordeur
