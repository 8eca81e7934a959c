// SPDX-License-Identifier: EUPL-1.2
#include "store/shared_commit.hpp"

#include <chrono>
#include <exception>

namespace voordeur {
namespace {

constexpr std::chrono::seconds longest_wait_for_turn{2};
// With more, the first would wait longer for the others than for the disk.
constexpr int most_steps = 16;

// Whether nothing is left of a step. Where the database has ended the transaction by itself, nothing is left
// of any: false.
bool undo_step(Connection& connection) noexcept {
    try {
        connection.execute("ROLLBACK TO step", {});
        connection.execute("RELEASE step", {});
        return true;
    } catch (StoreError const&) {
        return false;
    }
}

}  // namespace

struct SharedCommit::Group {
    explicit Group(Pool& writers) : lease(new Pool::Lease(writers.lend())) {}

    std::unique_ptr<Pool::Lease> lease;
    int steps = 0;
    std::exception_ptr failure;  // of all its steps
    bool has_ended = false;
    std::condition_variable ended;
};

std::shared_ptr<SharedCommit::Group> SharedCommit::take_turn() {
    std::unique_lock lock(mutex_);
    ++waiting_;
    auto const is_mine = turn_free_.wait_for(lock, longest_wait_for_turn, [&] { return !is_turn_taken_; });
    --waiting_;
    if (!is_mine) throw StoreUnreachable("no database connection became free in time");
    try {
        if (!open_) open_ = std::make_shared<Group>(writers_);
    } catch (...) {
        turn_free_.notify_one();
        throw;
    }
    is_turn_taken_ = true;
    return open_;
}

void SharedCommit::do_step(Group& group, Step const& step) {
    auto& connection = **group.lease;
    // When the first fails there is nothing to keep: it needs no savepoint.
    auto const is_first = group.steps++ == 0;
    auto const last_number = connection.last_number();
    try {
        if (is_first)
            connection.begin();
        else
            connection.execute("SAVEPOINT step", {});
        step(connection);
        if (!is_first) connection.execute("RELEASE step", {});
    } catch (...) {
        connection.give_back_numbers_after(last_number);
        if (is_first || !undo_step(connection)) group.failure = std::current_exception();
        throw;
    }
}

bool SharedCommit::pass_turn_on(Group const& group) {
    std::lock_guard const lock(mutex_);
    if (waiting_ > 0 && group.steps < most_steps && !group.failure) {
        is_turn_taken_ = false;
        turn_free_.notify_one();
        return true;
    }
    open_.reset();
    return false;
}

void SharedCommit::end(Group& group) {
    try {
        if (!group.failure) (*group.lease)->commit();
    } catch (...) {
        group.failure = std::current_exception();
    }
    if (group.failure) roll_back(**group.lease);
    group.lease.reset();
    {
        std::lock_guard const lock(mutex_);
        group.has_ended = true;
        is_turn_taken_ = false;
    }
    turn_free_.notify_one();
    group.ended.notify_all();
}

void SharedCommit::run(Step const& step, bool& commit_began) {
    auto const group = take_turn();
    std::exception_ptr refusal;
    try {
        do_step(*group, step);
        commit_began = true;
    } catch (...) {
        refusal = std::current_exception();
    }
    auto const others_end_it = pass_turn_on(*group);
    if (!others_end_it) end(*group);
    if (refusal) std::rethrow_exception(refusal);
    std::unique_lock lock(mutex_);
    group->ended.wait(lock, [&] { return group->has_ended; });
    if (group->failure) std::rethrow_exception(group->failure);
}

}  // namespace voordeur
