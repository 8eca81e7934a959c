// SPDX-License-Identifier: EUPL-1.2
#include "front.hpp"

#include <exception>

#include "base/log.hpp"
#include "concerns.hpp"

namespace voordeur {

Front::Generation::Generation(Front const& front, std::shared_ptr<Shown const> seen)
    : shown(std::move(seen)),
      app(front.installation_.app(*shown, front.mailbox_)),
      dispatcher(app,
                 {front.installation_.clock(), shown->assets, front.installation_.config().trusted_proxies},
                 front.observe_) {}

Front::Front(Installation& installation, DemoMailbox const* mailbox,
             std::function<void(Answered const&)> observe)
    : installation_(installation),
      mailbox_(mailbox),
      observe_(std::move(observe)),
      current_(make(installation.shown())) {}

// Nobody is shown a document whose version is not written down.
std::shared_ptr<Front::Generation const> Front::make(std::shared_ptr<Shown const> shown) const {
    auto generation = std::make_shared<Generation const>(*this, std::move(shown));
    auto const& app = generation->app;
    app.documents.register_versions(app.database, installation_.clock().now(), app.random);
    return generation;
}

std::shared_ptr<Front::Generation const> Front::current() const {
    std::lock_guard const lock(mutex_);
    return current_;
}

void Front::reload() {
    try {
        auto const config = load_config(installation_.config().file);
        auto next = make(installation_.make_shown(config, current()->shown.get()));
        {
            std::lock_guard const lock(mutex_);
            current_.swap(next);
        }
        set_log_level(config.log_level);
        log_info("reloaded", {{"what", "log_level, operator, e_service, brand, documents"}});
        log_concerns(concerns_of(config));
        log_concerns(concerns_of_documents(config, current()->app));
    } catch (std::exception const& error) {
        log_error("reload_refused", {{"error", error.what()}, {"then", "everything stays as it was"}});
    }
}

}  // namespace voordeur
