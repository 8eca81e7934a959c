// SPDX-License-Identifier: EUPL-1.2
// No page is an end: the button by which a page of what went wrong leads on, with what was typed.
#pragma once

#include "page_function.hpp"
#include "web/template_names.hpp"
#include "words/word.hpp"

namespace voordeur {

class Page;

// To the page that the visitor asked for, or sent a form of. What was typed goes along in the form, but no
// secret and never in an address; that page shows it again and does nothing with it (is_only_to_show).
void fill_go_on(Page& page, IncludeName where, Visitor const& visitor, Word text);
// Such a form, or one whose language was changed: whoever sent it wants to see what was typed, and to press
// the page's own button.
bool is_only_to_show(Visitor const& visitor);

}  // namespace voordeur
