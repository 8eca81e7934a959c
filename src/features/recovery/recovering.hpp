// SPDX-License-Identifier: EUPL-1.2
// What the pages of H share.
#pragma once

#include <optional>

#include "page_function.hpp"
#include "recoveries/draft.hpp"
#include "visitor.hpp"
#include "web/response.hpp"

namespace voordeur {

class Page;

Recovering recovering_here(App const& app, Visitor const& visitor);

// A page of a draft shows the practice of its account.
Visitor of_draft(Visitor visitor, DraftFacts const& facts);
std::optional<DraftFacts> draft_of(App const& app, Visitor const& visitor);
// A page of a draft; H1 where there is none.
template <class Show>
Response in_draft(App const& app, Visitor const& visitor, Show const& show);
// H1 again, which says that it took too long.
Response to_beginning(Visitor const& visitor);

// A draft begins in a browser that is as good as new: whoever knew its cookie is not in it.
struct FreshBrowser {
    Recovering by;
    std::string cookie;
};
FreshBrowser fresh_browser(App const& app, Visitor const& visitor);
void set_browser_cookie(App const& app, Response& response, FreshBrowser const& fresh);

template <class Show>
Response in_draft(App const& app, Visitor const& visitor, Show const& show) {
    auto const facts = draft_of(app, visitor);
    return facts ? show(of_draft(visitor, *facts)) : to_beginning(visitor);
}

}  // namespace voordeur
