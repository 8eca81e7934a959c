// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <functional>
#include <memory>
#include <mutex>

#include "dispatcher.hpp"
#include "installation.hpp"

namespace voordeur {

// What answers requests. What patients see may be made anew while it does: a request that has begun ends with
// what it began with, the next one gets the new. Thread safe.
class Front {
  public:
    // All outlive it. The documents' versions are written down, as they are at each reload.
    Front(Installation& installation, DemoMailbox const* mailbox,
          std::function<void(Answered const&)> observe);

    Response answer(Request& request) const { return current()->dispatcher.answer(request); }
    std::optional<Sharers> sharers_of_slow(Request const& request) const {
        return current()->dispatcher.sharers_of_slow(request);
    }
    std::optional<Response> answer_early(Request& request) const {
        return current()->dispatcher.answer_early(request);
    }

    // Reads the configuration again: log_level, [operator], [[e_service]], brand and documents. What is wrong
    // in it is logged, and everything stays as it was.
    void reload();

  private:
    // Made in its place: the dispatcher refers to the App.
    struct Generation {
        Generation(Front const& front, std::shared_ptr<Shown const> seen);
        std::shared_ptr<Shown const> const shown;
        App const app;
        Dispatcher const dispatcher;
    };
    std::shared_ptr<Generation const> make(std::shared_ptr<Shown const> shown) const;
    std::shared_ptr<Generation const> current() const;

    Installation& installation_;
    DemoMailbox const* const mailbox_;
    std::function<void(Answered const&)> const observe_;
    mutable std::mutex mutex_;
    std::shared_ptr<Generation const> current_;
};

}  // namespace voordeur
