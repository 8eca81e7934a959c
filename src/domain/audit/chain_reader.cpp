// SPDX-License-Identifier: EUPL-1.2
#include "audit/chain_reader.hpp"

#include "audit/chain_hash.hpp"
#include "base/number.hpp"

namespace voordeur {
namespace {

// Of columns, where they stand in audit_event_columns().
constexpr std::size_t type_field = 2, object_field = 9;

bool is_of_type(StoredAuditEvent const& event, AuditType type) {
    return event.fields[type_field] == std::optional(std::string(stored_name(type)));
}

std::string object_of(StoredAuditEvent const& event) {
    return event.fields[object_field].value_or("");
}

std::string named(AuditLink const& link) {
    return "Number " + std::to_string(link.at.number) + " (event " + link.event_id.text() + ")";
}

}  // namespace

void ChainReader::begin_after(AuditCut const& cut) {
    last_ = cut.at;
    has_marks_ = has_marks_ || cut.is_marked;
    problems_.say_lines(cut.found);
}

bool ChainReader::take(AuditLink const& link) {
    auto const is_in_place = is_bound_here(link);
    if (link.event) look_at_writer(link, is_in_place);
    last_ = link.at;
    return is_in_place;
}

bool ChainReader::is_bound_here(AuditLink const& link) {
    if (link.at.number != last_.number + 1)
        problems_.say("The numbers " + std::to_string(last_.number + 1) + " to " +
                      std::to_string(link.at.number - 1) + " are missing.");
    else if (!link.event)
        problems_.say(named(link) + " is missing.");
    else if (next_head(last_, *link.event, mac_) != link.at)
        problems_.say(named(link) + " was changed, or is not where it was.");
    else
        return true;
    return false;
}

// What was changed has been told of; that its number is there is no further problem.
void ChainReader::look_at_writer(AuditLink const& link, bool is_in_place) {
    auto const& event = *link.event;
    if (event.mark) take_number(*event.mark);
    if (!is_allowed(event)) {
        if (is_in_place) problems_.say(named(link) + " is not as its writer wrote it.");
        return;
    }
    has_marks_ = has_marks_ || event.mark;
    hear(event);
}

void ChainReader::hear(StoredAuditEvent const& event) {
    if (is_of_type(event, AuditType::audit_head_set_back))
        problems_.say("Event " + event.id().text() + " says that the head was set back; " + object_of(event) +
                      " was known then.");
    if (is_of_type(event, AuditType::audit_line_gone)) expect(object_of(event));
}

bool ChainReader::is_allowed(StoredAuditEvent const& event) const {
    return event.mark ? is_marked(mac_, event) : !has_marks_;
}

void ChainReader::take_number(WriterMark const& mark) {
    if (fills_gaps_only_)
        numbers_.fill(mark.writer, mark.number);
    else
        numbers_.take(mark.writer, mark.number);
}

// "WRITER:NUMBER" of a line that was seen to be gone.
void ChainReader::expect(std::string const& line) {
    auto const colon = line.find(':');
    if (colon != line.npos)
        numbers_.expect(line.substr(0, colon), whole_number(line.substr(colon + 1)).value_or(0));
}

}  // namespace voordeur
