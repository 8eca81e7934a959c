// SPDX-License-Identifier: EUPL-1.2
#include "store/pool.hpp"

namespace voordeur {
namespace {

constexpr std::chrono::seconds longest_wait_for_connection{4};
constexpr std::chrono::milliseconds pause_while_away{500};
constexpr std::chrono::seconds quick{1};

// One that was cut off while it connected says nothing of the next: only who was refused twice was refused.
std::unique_ptr<Connection> open_patiently(std::function<std::unique_ptr<Connection>()> const& open) {
    auto const began = std::chrono::steady_clock::now();
    try {
        return open();
    } catch (StoreUnreachable const&) {
        if (std::chrono::steady_clock::now() - began > quick) throw;
    }
    return open();
}

}  // namespace

Pool::Pool(std::function<std::unique_ptr<Connection>()> open, std::size_t size)
    : open_(std::move(open)), size_(size), free_(size) {
    idle_.push_back(open_());
    idle_.back()->ordinal = ++opened_;
}

Pool::~Pool() = default;

Pool::Lease::Lease(Pool& pool, std::unique_ptr<Connection> connection)
    : pool_(pool), connection_(std::move(connection)) {}

Pool::Lease::~Lease() {
    pool_.give_back(std::move(connection_));
}

Pool::Lease Pool::lend() {
    std::unique_lock lock(mutex_);
    if (!returned_.wait_for(lock, longest_wait_for_connection, [&] { return free_ > 0; }))
        throw StoreUnreachable("no database connection became free in time");
    --free_;
    if (!idle_.empty()) {
        auto connection = std::move(idle_.back());
        idle_.pop_back();
        return {*this, std::move(connection)};
    }
    return {*this, open_one(lock)};
}

std::unique_ptr<Connection> Pool::open_one(std::unique_lock<std::mutex>& lock) {
    if (is_away_ && (is_tried_ || std::chrono::steady_clock::now() < next_try_at_)) {
        ++free_;
        throw StoreUnreachable("the database is away");
    }
    auto const opened_before = opened_;
    is_tried_ = is_away_;
    lock.unlock();
    try {
        auto connection = open_patiently(open_);
        lock.lock();
        connection->ordinal = ++opened_;
        is_away_ = is_tried_ = false;
        return connection;
    } catch (...) {
        if (!lock.owns_lock()) lock.lock();
        // Who began before another succeeded found out nothing about now.
        if (opened_ == opened_before) {
            is_away_ = true;
            is_tried_ = false;
            next_try_at_ = std::chrono::steady_clock::now() + pause_while_away;
        }
        ++free_;
        returned_.notify_one();
        throw;
    }
}

PoolUse Pool::use() const {
    std::lock_guard const lock(mutex_);
    return {size_, size_ - free_, idle_.size()};
}

void Pool::forget_idle() {
    std::lock_guard const lock(mutex_);
    idle_.clear();
}

void Pool::give_back(std::unique_ptr<Connection> connection) {
    if (connection && !connection->usable()) connection.reset();
    {
        std::lock_guard const lock(mutex_);
        ++free_;
        if (connection) idle_.push_back(std::move(connection));
    }
    returned_.notify_one();
}

}  // namespace voordeur
