// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace voordeur {

// Fields of application/x-www-form-urlencoded (a body, or a query).
class Form {
  public:
    // nullopt: a field with NUL or bad UTF-8, a name twice, or more than 64 fields. Answer 400.
    static std::optional<Form> parse(std::string_view encoded);

    // What was typed, "" when the field is not there.
    std::string const& text(std::string_view name) const;
    bool has(std::string_view name) const { return fields_.find(name) != fields_.end(); }

  private:
    std::map<std::string, std::string, std::less<>> fields_;
};

}  // namespace voordeur
