// SPDX-License-Identifier: EUPL-1.2
#include "base/log.hpp"

#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <nlohmann/json.hpp>

namespace voordeur {
namespace {

std::string json_text(std::string_view text) {
    return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

void write(spdlog::level::level_enum level, std::string_view event, std::initializer_list<LogField> fields) {
    auto* const logger = spdlog::default_logger_raw();
    if (!logger->should_log(level)) return;
    auto line = "\"event\":" + json_text(event);
    for (auto const& field : fields) line += "," + json_text(field.name) + ":" + json_text(field.value);
    logger->log(level, "{}", line);
}

}  // namespace

void start_log(std::string const& level) {
    auto logger = spdlog::stderr_logger_mt("voordeur");
    logger->set_formatter(std::make_unique<spdlog::pattern_formatter>(
        R"({"time":"%Y-%m-%dT%H:%M:%S.%eZ","level":"%l",%v})", spdlog::pattern_time_type::utc));
    logger->set_level(spdlog::level::from_str(level));
    spdlog::set_default_logger(std::move(logger));
}

void log_info(std::string_view event, std::initializer_list<LogField> fields) {
    write(spdlog::level::info, event, fields);
}
void log_warning(std::string_view event, std::initializer_list<LogField> fields) {
    write(spdlog::level::warn, event, fields);
}
void log_error(std::string_view event, std::initializer_list<LogField> fields) {
    write(spdlog::level::err, event, fields);
}

}  // namespace voordeur
