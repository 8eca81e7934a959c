// SPDX-License-Identifier: EUPL-1.2
#include "base/log.hpp"

#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/base_sink.h>
#include <spdlog/spdlog.h>
#include <unistd.h>

#include <algorithm>
#include <mutex>
#include <nlohmann/json.hpp>

#include "base/log_buffer.hpp"

namespace voordeur {
namespace {

constexpr std::size_t usual_line = 256;

class BufferedSink final : public spdlog::sinks::base_sink<std::mutex> {
  protected:
    void sink_it_(spdlog::details::log_msg const& message) override {
        spdlog::memory_buf_t line;
        formatter_->format(message, line);
        buffer_.add({line.data(), line.size()});
    }
    void flush_() override { buffer_.flush(); }

  private:
    LogBuffer buffer_{STDERR_FILENO};
};

bool is_json_as_it_is(char character) {
    return character >= ' ' && character <= '~' && character != '"' && character != '\\';
}

void append_json(std::string& line, std::string_view text) {
    // Almost all: names, numbers and routes.
    if (std::all_of(text.begin(), text.end(), is_json_as_it_is))
        line.append("\"").append(text).append("\"");
    else
        line += nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

void append_field(std::string& line, LogField const& field) {
    line += ',';
    append_json(line, field.name);
    line += ':';
    if (auto const* number = std::get_if<std::int64_t>(&field.value))
        line += std::to_string(*number);
    else
        append_json(line, std::get<std::string>(field.value));
}

void write(spdlog::level::level_enum level, std::string_view event, std::initializer_list<LogField> fields) {
    auto* const logger = spdlog::default_logger_raw();
    if (!logger->should_log(level)) return;
    std::string line;
    line.reserve(usual_line);
    append_json(line.append("\"event\":"), event);
    for (auto const& field : fields) append_field(line, field);
    logger->log(level, spdlog::string_view_t(line));
}

}  // namespace

void start_log(std::string const& level) {
    auto logger = std::make_shared<spdlog::logger>("voordeur", std::make_shared<BufferedSink>());
    logger->set_formatter(std::make_unique<spdlog::pattern_formatter>(
        R"({"time":"%Y-%m-%dT%H:%M:%S.%eZ","level":"%l",%v})", spdlog::pattern_time_type::utc));
    logger->set_level(spdlog::level::from_str(level));
    logger->flush_on(spdlog::level::warn);
    spdlog::set_default_logger(std::move(logger));
}

void set_log_level(std::string const& level) {
    spdlog::default_logger_raw()->set_level(spdlog::level::from_str(level));
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
