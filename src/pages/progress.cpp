// SPDX-License-Identifier: EUPL-1.2
#include "progress.hpp"

#include "page.hpp"
#include "progress.html.hpp"

namespace voordeur {

void fill_progress(Page& page, IncludeName where, Progress progress) {
    namespace html = html::pages_progress;
    auto item = page.include(where, html::file);
    if (progress == Progress::account_made) item.show(html::TWO_THINGS);
    if (progress == Progress::super_pin_kept) item.show(html::ONE_THING);
    item.show(progress == Progress::account_made ? html::SUPER_PIN_TO_DO : html::SUPER_PIN_DONE);
    item.show(progress == Progress::phone_linked ? html::PHONE_DONE : html::PHONE_TO_DO);
}

}  // namespace voordeur
