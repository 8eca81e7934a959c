// SPDX-License-Identifier: EUPL-1.2
// Whose pages' scripts may read what programs are answered (CORS). No cookie counts for any of it, so that
// such a page gets what it could ask for from its own server.
#pragma once

#include "page_function.hpp"

namespace voordeur {

struct FoundRoute;

// Fills in visitor.read_by.
void load_reader(App const& app, Visitor& visitor, FoundRoute const& found);
// Says so, where there is one.
void let_read(Response& response, Visitor const& visitor);
// Where the world is broken, or too much is asked at once: a page, or what a program reads.
Response trouble_at(App const& app, Visitor const& visitor, FoundRoute const& found, bool is_busy);

}  // namespace voordeur
