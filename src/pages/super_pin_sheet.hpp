// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "page_function.hpp"
#include "web/template_names.hpp"

namespace voordeur {

class Page;
struct Response;
class SuperPin;

// What a patient is to keep, while it is shown.
struct ShownSuperPin {
    App const& app;
    PatientVisitor const& visitor;
    SuperPin const& super_pin;
};
// The two numbers on a page, and what stands beside them when the page is printed.
void fill_shown_super_pin(Page& page, IncludeName where, ShownSuperPin const& shown);
// The same as a PDF to download; or the page that says that it is busy.
Response super_pin_pdf(ShownSuperPin const& shown);

}  // namespace voordeur
