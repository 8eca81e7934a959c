// SPDX-License-Identifier: EUPL-1.2
// What the header of a page names; who calls or writes one includes app.hpp and visitor.hpp.
#pragma once

namespace voordeur {

struct App;
struct Visitor;
struct LinkVisitor;
struct PatientVisitor;
struct Response;

}  // namespace voordeur
