// SPDX-License-Identifier: EUPL-1.2
#include "tries/counted_tries_store.hpp"

namespace voordeur {
namespace {

constexpr std::string_view select =
    "SELECT made, last_wrong FROM counted_tries WHERE what = $1 AND about_id = $2";
constexpr std::string_view upsert_try =
    "INSERT INTO counted_tries (what, about_id, made, last_made_at) VALUES ($1, $2, 1, $4) "
    "ON CONFLICT (what, about_id) DO UPDATE SET made = counted_tries.made + 1, "
    "last_made_at = excluded.last_made_at WHERE counted_tries.made < $3 RETURNING made";
constexpr std::string_view update_wrong =
    "UPDATE counted_tries SET last_wrong = $3 WHERE what = $1 AND about_id = $2";
constexpr std::string_view update_back =
    "UPDATE counted_tries SET made = made - 1 WHERE what = $1 AND about_id = $2 AND made > 0";
constexpr std::string_view delete_tries = "DELETE FROM counted_tries WHERE what = $1 AND about_id = $2";
constexpr std::string_view delete_before = "DELETE FROM counted_tries WHERE what = $1 AND last_made_at < $2";

constexpr std::string_view stored_name(Tried what) {
    switch (what) {
        case Tried::details:
            return "details";
        case Tried::super_pin:
            return "super_pin";
        case Tried::code:
            return "code";
    }
    return "";
}

}  // namespace

std::string mac_of_try(Mac const& mac, TriesKey const& key, std::vector<std::string_view> const& parts) {
    auto text = key.about_id();
    for (auto const part : parts) {
        text += ' ';
        text += part;
    }
    return mac.of("try of " + std::string(stored_name(key.what())), text);
}

TriesMade find_tries(Transaction& transaction, TriesKey const& key) {
    auto const row = transaction.one(select, stored_name(key.what()), key.about_id());
    if (!row) return {};
    return {row->number(0), row->maybe_text(1)};
}

std::optional<std::int64_t> take_try(Transaction& transaction, TriesKey const& key, std::int64_t most,
                                     Time now) {
    auto const row = transaction.one(upsert_try, stored_name(key.what()), key.about_id(), most, now);
    if (!row) return std::nullopt;
    return row->number(0);
}

void note_wrong_input(Transaction& transaction, TriesKey const& key, std::string const& input) {
    transaction.run(update_wrong, stored_name(key.what()), key.about_id(), input);
}

void give_try_back(Transaction& transaction, TriesKey const& key) {
    transaction.run(update_back, stored_name(key.what()), key.about_id());
}

void forget_tries(Transaction& transaction, TriesKey const& key) {
    transaction.run(delete_tries, stored_name(key.what()), key.about_id());
}

std::int64_t forget_tries_before(Transaction& transaction, Tried what, Time when) {
    return transaction.run(delete_before, stored_name(what), when);
}

}  // namespace voordeur
