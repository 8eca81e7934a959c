// SPDX-License-Identifier: EUPL-1.2
#include "resend.hpp"

#include "page.hpp"
#include "resend.html.hpp"

namespace voordeur {
namespace {

bool may_come(Sending sending) {
    return sending == Sending::sent || sending == Sending::on_its_way;
}

}  // namespace

void fill_resend(Page& page, IncludeName where, Resend const& resend) {
    namespace html = html::pages_resend;
    auto item = page.include(where, html::file);
    if (resend.sending == Sending::fails_for_now) item.show(html::SLOW);
    if (resend.sending == Sending::expired) item.show(html::EXPIRED);
    if (resend.sending == Sending::given_up && resend.given_up)
        item.set(html::GIVEN_UP_TEXT, *resend.given_up).show(html::GIVEN_UP);
    if (resend.sent_again && may_come(resend.sending))
        item.set(html::SENT_AGAIN_TEXT, *resend.sent_again).show(html::SENT_AGAIN);
    if (resend.other_text)
        item.set(html::OTHER_URL, resend.other_url)
            .set(html::OTHER_TEXT, *resend.other_text)
            .show(html::OTHER);
    if (resend.limit_until) {
        item.show(html::LIMIT{.when = *resend.limit_until});
        return;
    }
    if (resend.wait && resend.wait->count() > 0) {
        auto const seconds = resend.wait->count();
        item.set(html::SECONDS, std::to_string(seconds)).show(html::WAIT);
        if (resend.is_sms)
            item.show(html::WAIT_FOR_SMS{.seconds = seconds});
        else
            item.show(html::WAIT_FOR_MAIL{.seconds = seconds});
    }
    item.set(html::ACTION, resend.action).set(html::BUTTON, resend.button).show(html::OFFERED);
}

}  // namespace voordeur
