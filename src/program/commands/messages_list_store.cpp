// SPDX-License-Identifier: EUPL-1.2
#include "commands/messages_list_store.hpp"

namespace voordeur {
namespace {

constexpr std::string_view select_waiting =
    "SELECT message.kind, message.purpose, message.about_id, practice.slug, message.tries, message.made_at, "
    "message.next_try_at, message.expires_at, message.leased_until, message.last_error FROM message "
    "LEFT JOIN practice ON practice.id = message.practice_id WHERE message.state = 'waiting' "
    "ORDER BY message.urgency, message.next_try_at LIMIT $1";
constexpr std::string_view count_states =
    "SELECT kind || ' ' || state AS name, count(*) FROM message WHERE state = 'waiting' GROUP BY kind, state "
    "UNION ALL SELECT kind || ' ' || state, count(*) FROM message WHERE ended_at >= $1 GROUP BY kind, state "
    "ORDER BY name";
constexpr std::string_view count_practices =
    "SELECT practice.slug, count(*) FROM sms_sent JOIN practice ON practice.id = sms_sent.practice_id "
    "WHERE sms_sent.bound = 0 AND sms_sent.made_at > $1 GROUP BY practice.slug ORDER BY practice.slug";
constexpr std::string_view count_countries =
    "SELECT country, count(*) FROM sms_sent WHERE bound = 0 AND made_at > $1 GROUP BY country ORDER BY "
    "country";

std::vector<Counted> counted(std::vector<Row> const& rows) {
    std::vector<Counted> counts;
    for (auto const& row : rows) counts.push_back({row.text(0), row.number(1)});
    return counts;
}

}  // namespace

std::vector<WaitingMessage> waiting_messages(Transaction& transaction, Time now, int limit) {
    std::vector<WaitingMessage> messages;
    for (auto const& row : transaction.all(select_waiting, limit)) {
        auto const leased_until = row.maybe_time(8);
        messages.push_back({row.text(0), row.text(1), row.text(2), row.maybe_text(3), row.number(4),
                            row.time(5), row.time(6), row.time(7), leased_until && now < *leased_until,
                            row.maybe_text(9).value_or("")});
    }
    return messages;
}

std::vector<Counted> messages_by_state(Transaction& transaction, Time since) {
    return counted(transaction.all(count_states, since));
}

std::vector<Counted> unbound_sms_of_practices(Transaction& transaction, Time since) {
    return counted(transaction.all(count_practices, since));
}

std::vector<Counted> unbound_sms_of_countries(Transaction& transaction, Time since) {
    return counted(transaction.all(count_countries, since));
}

}  // namespace voordeur
