// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "practices/practice_store.hpp"

namespace voordeur {

// The practices, read again when older than five seconds: every page names one, and they hardly ever change.
// The only thing that the process keeps of the database. Thread safe.
class PracticeList {
  public:
    explicit PracticeList(Database& database) : database_(database) {}

    std::shared_ptr<std::vector<Practice> const> all(Time now) const;
    std::shared_ptr<std::vector<Practice> const> read_again(Time now) const;
    // What was read last, however long ago; the database is not asked. nullptr: nothing yet.
    std::shared_ptr<std::vector<Practice> const> last_read() const;
    std::optional<Practice> by_slug(std::string_view slug, Time now) const;
    std::optional<Practice> by_id(Id<Practice> const& id, Time now) const;
    // The one practice there is; nullopt when there are none or several.
    std::optional<Practice> only_one(Time now) const;

  private:
    Database& database_;
    mutable std::mutex mutex_;
    mutable std::shared_ptr<std::vector<Practice> const> practices_;
    mutable Time read_at_;
};

}  // namespace voordeur
