// SPDX-License-Identifier: EUPL-1.2
#include "web/filling.hpp"

#include <algorithm>

namespace voordeur {

Filling& Filling::add(FilledSection const& section) {
    return rows_.emplace_back(section, this).filling;
}

Filling& Filling::include(IncludeName name, FilledTemplate const& file) {
    return included_.emplace_back(name, file).filling;
}

std::string const* Filling::value(std::uint32_t name) const {
    for (auto const* filling = this; filling != nullptr; filling = filling->around_)
        // What was set last holds.
        for (auto entry = filling->values_.rbegin(); entry != filling->values_.rend(); ++entry)
            if (entry->first == name) return &entry->second;
    return nullptr;
}

WordParams const* Filling::shown(std::uint32_t section) const {
    // Shown twice: what was said last holds.
    auto const found = std::find_if(shown_.rbegin(), shown_.rend(),
                                    [&](auto const& entry) { return entry.first == section; });
    return found == shown_.rend() ? nullptr : &found->second;
}

Filling const* Filling::place_of(std::uint32_t section) const {
    for (auto const* filling = this; filling != nullptr; filling = filling->around_)
        if (filling->shown(section) != nullptr ||
            std::any_of(filling->rows_.begin(), filling->rows_.end(),
                        [&](Row const& row) { return row.section == section; }))
            return filling;
    return nullptr;
}

}  // namespace voordeur
