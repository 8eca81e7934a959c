// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>

#include "page_function.hpp"
#include "pdf/sheet.hpp"

namespace voordeur {

class SuperPin;

// What the PDF of E3 shows.
Sheet super_pin_sheet(App const& app, PatientVisitor const& visitor, SuperPin const& super_pin);

// "mijn.delinde.example": a public URL as people write it.
std::string site_of(std::string const& public_url);

}  // namespace voordeur
