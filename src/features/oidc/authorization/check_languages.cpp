// SPDX-License-Identifier: EUPL-1.2
// ui_locales (OpenID Connect Core section 3.1.2.1): "An error SHOULD NOT result if some or all of the
// requested locales are not supported". What the patient chose here counts for more.
#include "oidc/authorization/checks.hpp"

namespace voordeur {

std::optional<RequestRefusal> check_languages(AskedRequest& asked) {
    for (auto const& locale : words_in(asked.parameters.text("ui_locales")))
        if (!asked.request.language) asked.request.language = language_of(locale.substr(0, locale.find('-')));
    return std::nullopt;
}

}  // namespace voordeur
