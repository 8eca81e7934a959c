// SPDX-License-Identifier: EUPL-1.2
// Whether a practice that invited someone at an address with an account means the same person. The address
// alone does not say so: couples share a mailbox, and practices mistype.
#pragma once

#include <span>

#include "values/birth_date.hpp"

namespace voordeur {

// The years are equal, and month and day wherever both practices know them. A year without its century agrees
// with nothing: it is too little to open a file by.
bool birth_dates_agree(BirthDate const& one, BirthDate const& other);

// `linked` are the birth dates of the patients that the account already is. All of them must agree: one that
// is known in part only would otherwise tie two different people together.
bool may_be_linked(BirthDate const& waiting, std::span<BirthDate const> linked);

}  // namespace voordeur
