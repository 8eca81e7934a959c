// SPDX-License-Identifier: EUPL-1.2
#include "audit/audit_export.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <nlohmann/json.hpp>

#include "audit/audit_chain_store.hpp"
#include "base/json_line.hpp"
#include "base/number.hpp"

namespace voordeur {
namespace {

constexpr int at_once = 1000;

// Every id of this moment or later is after it: an id begins with its time, twelve digits of it.
std::string first_id_of(Time time) {
    auto const digits = fmt::format("{:012x}", std::max<std::int64_t>(0, to_stored(time)));
    return digits.substr(0, 8) + "-" + digits.substr(8);
}

bool is_number(std::string_view column) {
    return column == "event_date_time" || column == "event_outcome_indicator";
}

std::string line_of(AuditLink const& link, Time time) {
    nlohmann::ordered_json json;
    json["number"] = link.at.number;
    for (std::size_t i = 0; i < audit_event_columns().size(); ++i) {
        auto const column = audit_event_columns()[i];
        auto const& field = link.event->fields[i];
        auto& value = json[std::string(column)];
        if (!field) continue;
        if (column == "event_date_time")
            value = utc_text(time);
        else if (is_number(column))
            value = whole_number(*field).value_or(0);
        else
            value = *field;
    }
    json["hash"] = link.at.hash;
    return json_line(json);
}

}  // namespace

void export_audit_log(Database& database, Time from, Time to,
                      std::function<void(std::string const&)> const& line) {
    IdRange range{first_id_of(from), first_id_of(to)};
    for (;;) {
        // Each page in a transaction of its own: a long log must not hold up the others.
        auto const links = database.read_at_length(
            [&](Transaction& transaction) { return audit_links_of(transaction, range, at_once); });
        for (auto const& link : links)
            line(line_of(link, from_stored(whole_number(link.event->fields[1].value_or("")).value_or(0))));
        if (links.size() < at_once) return;
        range.after = links.back().event_id.text();
    }
}

}  // namespace voordeur
