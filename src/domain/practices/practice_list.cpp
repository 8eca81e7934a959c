// SPDX-License-Identifier: EUPL-1.2
#include "practices/practice_list.hpp"

#include <algorithm>
#include <chrono>

namespace voordeur {
namespace {

constexpr std::chrono::seconds good_for{5};

std::optional<Practice> found(std::vector<Practice> const& practices, auto const& is_it) {
    auto const practice = std::find_if(practices.begin(), practices.end(), is_it);
    if (practice == practices.end()) return std::nullopt;
    return *practice;
}

}  // namespace

std::shared_ptr<std::vector<Practice> const> PracticeList::all(Time now) const {
    {
        std::lock_guard const lock(mutex_);
        // A clock that was set back makes the list look young for ever: then read again too.
        if (practices_ && now >= read_at_ && now < read_at_ + good_for) return practices_;
    }
    return read_again(now);
}

std::shared_ptr<std::vector<Practice> const> PracticeList::read_again(Time now) const {
    auto const fresh = std::make_shared<std::vector<Practice> const>(
        database_.read([](Transaction& transaction) { return all_practices(transaction); }));
    std::lock_guard const lock(mutex_);
    practices_ = fresh;
    read_at_ = now;
    return fresh;
}

std::shared_ptr<std::vector<Practice> const> PracticeList::last_read() const {
    std::lock_guard const lock(mutex_);
    return practices_;
}

std::optional<Practice> PracticeList::by_slug(std::string_view slug, Time now) const {
    return found(*all(now), [&](Practice const& practice) { return practice.slug == slug; });
}

std::optional<Practice> PracticeList::by_id(Id<Practice> const& id, Time now) const {
    auto known = found(*all(now), [&](Practice const& practice) { return practice.id == id; });
    if (known) return known;
    // Added by a command, which is another process, within the last seconds.
    return found(*read_again(now), [&](Practice const& practice) { return practice.id == id; });
}

std::optional<Practice> PracticeList::only_one(Time now) const {
    auto const practices = all(now);
    if (practices->size() != 1) return std::nullopt;
    return practices->front();
}

}  // namespace voordeur
