// SPDX-License-Identifier: EUPL-1.2
// One line of JSON an event, on standard error. Fields are ids, counts, route names and error texts of
// libraries; never a form value, an address, a path with a token in it, or a Secret (which does not convert
// to a string).
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <variant>

namespace voordeur {

struct LogField {
    std::string_view name;
    std::variant<std::string, std::int64_t> value;  // a number is written as one
};

// `level` is trace, debug, info, warn, error or off. Once, from main.
void start_log(std::string const& level);

// From now on. Thread safe.
void set_log_level(std::string const& level);

// Thread safe. `event` is a fixed name in snake_case.
void log_info(std::string_view event, std::initializer_list<LogField> fields = {});
void log_warning(std::string_view event, std::initializer_list<LogField> fields = {});
void log_error(std::string_view event, std::initializer_list<LogField> fields = {});

}  // namespace voordeur
