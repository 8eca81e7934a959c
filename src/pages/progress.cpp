// SPDX-License-Identifier: EUPL-1.2
#include "progress.hpp"

#include "accounts/super_pin_store.hpp"
#include "app.hpp"
#include "factors/factor_store.hpp"
#include "page.hpp"
#include "progress.html.hpp"
#include "store/database.hpp"
#include "visitor.hpp"
#include "words.hpp"

namespace voordeur {

namespace {

std::optional<Progress> progress_of(App const& app, PatientVisitor const& visitor) {
    auto const& id = visitor.account().id;
    return app.database.read([&](Transaction& transaction) -> std::optional<Progress> {
        auto const is_kept = has_super_pin(transaction, id);
        if (!is_kept && had_active_super_pin(transaction, id)) return std::nullopt;
        return Progress{is_kept, has_factor(transaction, id)};
    });
}

}  // namespace

void fill_progress(Page& page, IncludeName where, App const& app, PatientVisitor const& visitor) {
    if (auto const progress = progress_of(app, visitor)) fill_progress(page, where, app, *progress);
}

void fill_progress(Page& page, IncludeName where, App const& app, Progress const& progress) {
    namespace html = html::pages_progress;
    auto const& [super_pin_kept, phone_linked] = progress;
    auto item = page.include(where, html::file);
    if (!super_pin_kept && !phone_linked)
        item.show(app.is_short_journey ? html::PHONE_AND_SUPER_PIN : html::SUPER_PIN_AND_PHONE);
    if (super_pin_kept && !phone_linked) item.show(html::PHONE_IS_LEFT);
    if (!super_pin_kept && phone_linked) item.show(html::SUPER_PIN_IS_LEFT);
    auto const add = [&](Word name, bool is_done) {
        item.add(html::STEP).set(html::NAME, name).show(is_done ? html::DONE : html::TO_DO);
    };
    if (!app.is_short_journey) add(words::pages::progress_super_pin, super_pin_kept);
    add(words::pages::progress_phone, phone_linked);
    if (app.is_short_journey) add(words::pages::progress_super_pin, super_pin_kept);
}

}  // namespace voordeur
