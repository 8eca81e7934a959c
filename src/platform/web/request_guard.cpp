// SPDX-License-Identifier: EUPL-1.2
#include "web/request_guard.hpp"

#include <algorithm>

namespace voordeur {
namespace {

bool same_name(std::string_view left, std::string_view right) {
    return std::equal(left.begin(), left.end(), right.begin(), right.end(), [](char a, char b) {
        auto const lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
        return lower(a) == lower(b);
    });
}

std::vector<std::string_view> values_of(RawHeaders const& headers, std::string_view name) {
    std::vector<std::string_view> values;
    for (auto const& [header, value] : headers)
        if (same_name(header, name)) values.push_back(value);
    return values;
}

bool is_number(std::string_view text) {
    return !text.empty() && text.size() <= 18 && std::all_of(text.begin(), text.end(), [](char character) {
        return character >= '0' && character <= '9';
    });
}

// Paths of ours are printable ASCII; an absolute or authority form is for proxies.
bool is_path(std::string_view target) {
    return target.starts_with('/') && std::all_of(target.begin(), target.end(), [](char character) {
               return character > 0x20 && character < 0x7f;
           });
}

}  // namespace

bool is_well_framed(unsigned version, std::string_view target, RawHeaders const& headers) {
    if ((version != 10 && version != 11) || !is_path(target)) return false;
    auto const lengths = values_of(headers, "content-length");
    auto const hosts = values_of(headers, "host").size();
    if (hosts > 1 || (hosts == 0 && version == 11)) return false;
    if (!values_of(headers, "transfer-encoding").empty()) return false;
    return lengths.empty() || (lengths.size() == 1 && is_number(lengths.front()));
}

}  // namespace voordeur
