// SPDX-License-Identifier: EUPL-1.2
#include "resend.hpp"

#include "page.hpp"
#include "resend.html.hpp"

namespace voordeur {

void fill_resend(Page& page, IncludeName where, Resend const& resend) {
    namespace html = html::pages_resend;
    auto item = page.include(where, html::file);
    if (resend.slow) item.show(html::SLOW);
    if (resend.sent_again) item.set(html::SENT_AGAIN_TEXT, *resend.sent_again).show(html::SENT_AGAIN);
    if (resend.other_text)
        item.set(html::OTHER_URL, resend.other_url)
            .set(html::OTHER_TEXT, *resend.other_text)
            .show(html::OTHER);
    if (resend.limit_until) {
        item.show(html::LIMIT{.when = *resend.limit_until});
        return;
    }
    if (resend.wait && resend.wait->count() > 0)
        item.set(html::SECONDS, std::to_string(resend.wait->count()))
            .show(html::WAIT{.seconds = resend.wait->count()});
    item.set(html::ACTION, resend.action).set(html::BUTTON, resend.button).show(html::OFFERED);
}

}  // namespace voordeur
