// SPDX-License-Identifier: EUPL-1.2
#include "recovery/stop.hpp"

#include "app.hpp"
#include "base/overloaded.hpp"
#include "page.hpp"
#include "recoveries/recover.hpp"
#include "recovery/stop.html.hpp"
#include "recovery/stopped.html.hpp"
#include "recovery/words.hpp"
#include "values/person_name.hpp"
#include "visitor.hpp"
#include "web/response.hpp"

namespace voordeur {

Response show_stop(App const& app, Visitor const& visitor) {
    namespace html = html::recovery_stop;
    auto const account = account_of_stop_link(app.recovery, visitor.token, visitor.now());
    auto page = page_for(app, visitor, html::file, words::recovery::stop_title);
    if (account)
        page.set(html::ACTION, visitor.request.path).show(html::HOLDS{.person = short_name(account->name)});
    else
        page.show(html::OVER);
    return page.show_whom_to_call(html::CALL_PRACTICE).respond(account ? 200 : 410);
}

Response submit_stop(App const& app, Visitor const& visitor) {
    namespace html = html::recovery_stopped;
    auto page = page_for(app, visitor, html::file, words::recovery::stopped_title);
    std::visit(overloaded{
                   [&](Stopped stopped) {
                       page.show(html::STOPPED);
                       if (stopped.comes_to_practice) page.show(html::OFTEN);
                   },
                   [&](StoppedAfterwards) { page.show(html::AFTERWARDS); },
                   [&](NothingToStop) { page.show(html::NOTHING); },
               },
               stop_recovery(app.recovery, visitor.token, visitor.network, visitor.now()));
    return page.show_whom_to_call(html::CALL_PRACTICE).respond();
}

}  // namespace voordeur
