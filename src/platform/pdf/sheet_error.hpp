// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <stdexcept>

namespace voordeur {

// Why a sheet cannot become a page, in a sentence for the operator. The sentence lands in a log: it names the
// place in the sheet, never what stands there.
class SheetError : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

}  // namespace voordeur
