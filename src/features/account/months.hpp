// SPDX-License-Identifier: EUPL-1.2
// Pages of Mijn account that show one month: which one was asked for, and those around it.
#pragma once

#include <string>
#include <string_view>

#include "base/time.hpp"
#include "page_function.hpp"

namespace voordeur {

// By its first moment. What cannot be read, and what is to come, is this month.
Time asked_month(PatientVisitor const& visitor);
Time next_month(Time month);
Time month_before(Time month);
std::string url_of_month(std::string_view page, Time month);

}  // namespace voordeur
