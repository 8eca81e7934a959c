// SPDX-License-Identifier: EUPL-1.2
#include "information/support.hpp"

#include "app.hpp"
#include "information/support.html.hpp"
#include "information/words.hpp"
#include "page.hpp"
#include "visitor.hpp"
#include "web/response.hpp"

namespace voordeur {

Response show_support(App const& app, Visitor const& visitor) {
    namespace html = html::information_support;
    auto page = page_for(app, visitor, html::file, words::information::support_title);
    return page.show_whom_to_call(html::CALL_PRACTICE).respond();
}

}  // namespace voordeur
