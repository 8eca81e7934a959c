// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "web/template_names.hpp"

namespace voordeur {

// What is filled in at the names of one template, or of a row of its sections. A row sees what was set around
// it; an included template does not. What the {placeholders} of words need comes with the template or with
// the innermost section that they stand in.
class Filling {
  public:
    explicit Filling(WordParams params = {}, Filling const* around = nullptr)
        : around_(around), params_(std::move(params)) {
        values_.reserve(usual_values);
    }
    Filling(Filling const&) = delete;
    Filling& operator=(Filling const&) = delete;

    void set(ValueName name, std::string_view value) { values_.emplace_back(name.number, value); }
    // A section is there once when it was shown, and once for each row that was added.
    void show(FilledSection const& section) { shown_.emplace_back(section.name.number, section.params); }
    Filling& add(FilledSection const& section);
    Filling& include(IncludeName name, FilledTemplate const& file);

  private:
    static constexpr std::size_t usual_values = 8;
    friend class Expansion;
    struct Row;
    struct Included;

    // nullptr: it was not set, here or around.
    std::string const* value(std::uint32_t name) const;
    // Where the section was shown or has rows: here, or nearest around; nullptr: nowhere.
    Filling const* place_of(std::uint32_t section) const;
    // The params of the section, when it was shown here; else nullptr.
    WordParams const* shown(std::uint32_t section) const;

    Filling const* around_ = nullptr;
    std::vector<std::pair<std::uint32_t, std::string>> values_;
    std::vector<std::pair<std::uint32_t, WordParams>> shown_;
    std::list<Row> rows_;
    std::list<Included> included_;
    WordParams params_;
};

struct Filling::Row {
    std::uint32_t section;
    Filling filling;
    Row(FilledSection const& added, Filling const* around)
        : section(added.name.number), filling(added.params, around) {}
};

struct Filling::Included {
    std::uint32_t name;
    TemplateName file;
    Filling filling;
    Included(IncludeName where, FilledTemplate const& included)
        : name(where.number), file(included.name), filling(included.params) {}
};

}  // namespace voordeur
