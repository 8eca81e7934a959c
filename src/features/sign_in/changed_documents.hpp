// SPDX-License-Identifier: EUPL-1.2
// Documents that were changed since they were accepted: asked after both factors, before anything opens.
#pragma once

#include "page_function.hpp"

namespace voordeur {

Response show_changed_documents(App const& app, PatientVisitor const& visitor);
Response submit_changed_documents(App const& app, PatientVisitor const& visitor);
// As long as one may go on without: until the next sign-in.
Response submit_documents_later(App const& app, PatientVisitor const& visitor);
// What is left for who does not agree. Nothing is recorded.
Response show_documents_refused(App const& app, PatientVisitor const& visitor);

}  // namespace voordeur
