// SPDX-License-Identifier: EUPL-1.2
#include "audit/access_log_store.hpp"

#include <algorithm>
#include <tuple>

namespace voordeur {
namespace {

constexpr std::string_view select =
    "SELECT event_id, event_date_time, event_type_code, event_outcome_indicator, user_id, role_id_code, "
    "practice_id FROM audit_event ";
// Lines of one moment have an order too: by their ids.
constexpr std::string_view of_object =
    "WHERE participant_object_id = $1 AND event_date_time >= $2 AND event_date_time <= $3 AND "
    "(event_date_time < $3 OR event_id < $4) ";
constexpr std::string_view by_others = "AND (role_id_code <> 'patient' OR user_id = 'unknown') ";
constexpr std::string_view by_patient = "AND role_id_code = 'patient' AND user_id <> 'unknown' ";
constexpr std::string_view by_signing_in =
    "AND event_type_code IN ('sign_in.password', 'sign_in.held_up', 'sign_in.code', 'sign_in.passkey') ";
constexpr std::string_view newest_first = "ORDER BY event_date_time DESC, event_id DESC LIMIT $5";
constexpr std::string_view select_one =
    "SELECT event_id, event_date_time, event_type_code, event_outcome_indicator, user_id, role_id_code, "
    "practice_id, participant_object_id FROM audit_event WHERE event_id = $1";
constexpr std::string_view select_first =
    "SELECT event_date_time FROM audit_event WHERE participant_object_id = $1 AND event_date_time >= $2 "
    "ORDER BY event_date_time LIMIT 1";

std::string_view statement(AccessBy by) {
    switch (by) {
        case AccessBy::others:
            return joined<select, of_object, by_others, newest_first>;
        case AccessBy::the_patient:
            return joined<select, of_object, by_patient, newest_first>;
        case AccessBy::anyone:
            return joined<select, of_object, newest_first>;
        case AccessBy::who_signs_in:
            return joined<select, of_object, by_signing_in, newest_first>;
    }
    return {};
}

AccessLine line_from(Row const& row) {
    return {row.id<AuditEvent>(0),
            row.time(1),
            row.text(2),
            row.number(3) != static_cast<int>(Outcome::success),
            row.text(4),
            row.text(5),
            row.maybe_id<Practice>(6)};
}

bool is_newer(AccessLine const& one, AccessLine const& other) {
    return std::tie(one.at, one.id) > std::tie(other.at, other.id);
}

}  // namespace

std::vector<AccessLine> access_lines(Transaction& transaction, std::vector<AccessObject> const& objects,
                                     AccessBy by, AccessRange const& range) {
    auto const last = range.before ? range.before->at : range.to - std::chrono::milliseconds(1);
    // After every id: all of the last moment.
    auto const below = range.before ? range.before->id.text() : std::string("g");
    std::vector<AccessLine> lines;
    for (auto const& [object, since] : objects)
        for (auto const& row :
             transaction.all(statement(by), object, std::max(range.from, since), last, below, range.most))
            lines.push_back(line_from(row));
    std::ranges::sort(lines, is_newer);
    if (lines.size() > static_cast<std::size_t>(range.most))
        lines.erase(lines.begin() + range.most, lines.end());
    return lines;
}

std::optional<AccessLine> find_access_line(Transaction& transaction, std::vector<AccessObject> const& objects,
                                           Id<AuditEvent> const& id) {
    auto const row = transaction.one(select_one, id);
    if (!row) return std::nullopt;
    auto const is_about = [&](AccessObject const& object) {
        return object.id == row->text(7) && row->time(1) >= object.since;
    };
    if (std::ranges::none_of(objects, is_about)) return std::nullopt;
    return line_from(*row);
}

std::optional<Time> first_access(Transaction& transaction, std::vector<AccessObject> const& objects) {
    std::optional<Time> first;
    for (auto const& [object, since] : objects)
        if (auto const row = transaction.one(select_first, object, since))
            first = first ? std::min(*first, row->time(0)) : row->time(0);
    return first;
}

}  // namespace voordeur
