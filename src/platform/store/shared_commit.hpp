// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>

#include "store/pool.hpp"

namespace voordeur {

// SQLite has one writer, and each commit waits for the disk. Steps that come at the same time are done one
// after the other in one transaction and wait for the disk together (group commit: DeWitt and others,
// "Implementation Techniques for Main Memory Database Systems", SIGMOD 1984). Thread safe.
class SharedCommit {
  public:
    using Step = std::function<void(Connection&)>;

    // `writers` lends one connection, and outlives this.
    explicit SharedCommit(Pool& writers) : writers_(writers) {}

    // Returns once the disk has what `step` did. Throws what the step threw, and nothing of it is done; or
    // what the commit threw, and nothing is done of any step that shared it. `commit_began` is set when it is
    // no longer the step that fails.
    void run(Step const& step, bool& commit_began);

  private:
    struct Group;

    // The group that is open, or a new one; whoever has the turn has its connection.
    std::shared_ptr<Group> take_turn();
    static void do_step(Group& group, Step const& step);
    // True: somebody who waits goes on with the group, and ends it. False: nobody joins any more.
    bool pass_turn_on(Group const& group);
    void end(Group& group);

    Pool& writers_;
    std::mutex mutex_;
    std::condition_variable turn_free_;
    bool is_turn_taken_ = false;
    int waiting_ = 0;
    std::shared_ptr<Group> open_;
};

}  // namespace voordeur
