// SPDX-License-Identifier: EUPL-1.2
#include "audit/stored_event.hpp"

namespace voordeur {
namespace {

constexpr std::string_view purpose = "audit line";

std::string with_length(std::optional<std::string> const& field) {
    return field ? std::to_string(field->size()) + ":" + *field + ";" : "-;";
}

// Also of a line without a mark: so were the chains made that are older than marks.
std::string fields_of(StoredAuditEvent const& event) {
    std::string text;
    for (auto const& field : event.fields) text += with_length(field);
    return text;
}

std::string marked_text(StoredAuditEvent const& event, std::string const& writer, std::int64_t number) {
    return fields_of(event) + with_length(writer) + with_length(std::to_string(number));
}

}  // namespace

std::vector<std::string_view> const& audit_event_columns() {
    static std::vector<std::string_view> const columns{"event_id",
                                                       "event_date_time",
                                                       "event_type_code",
                                                       "event_action_code",
                                                       "event_outcome_indicator",
                                                       "user_id",
                                                       "role_id_code",
                                                       "network_access_point_id",
                                                       "participant_object_type_code",
                                                       "participant_object_id",
                                                       "practice_id"};
    return columns;
}

std::string canonical(StoredAuditEvent const& event) {
    if (!event.mark) return fields_of(event);
    return marked_text(event, event.mark->writer, event.mark->number) + with_length(event.mark->mac);
}

std::string mac_of_line(Mac const& mac, StoredAuditEvent const& event, std::string const& writer,
                        std::int64_t number) {
    return mac.of(purpose, marked_text(event, writer, number));
}

bool is_marked(Mac const& mac, StoredAuditEvent const& event) {
    return event.mark &&
           mac.matches(purpose, marked_text(event, event.mark->writer, event.mark->number), event.mark->mac);
}

}  // namespace voordeur
