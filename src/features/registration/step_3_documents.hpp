// SPDX-License-Identifier: EUPL-1.2
// D1: the documents. Accepting makes the account.
#pragma once

#include "page_function.hpp"

namespace voordeur {

Response show_documents(App const& app, LinkVisitor const& visitor);
Response submit_documents(App const& app, LinkVisitor const& visitor);
// Nothing is recorded but that the patient stopped; the link still works.
Response submit_cancel(App const& app, LinkVisitor const& visitor);
Response show_cancelled(App const& app, LinkVisitor const& visitor);

}  // namespace voordeur
