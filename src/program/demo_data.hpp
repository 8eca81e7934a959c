// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <vector>

#include "base/time.hpp"
#include "site_settings.hpp"

namespace voordeur {

struct App;

// Of the demo's practice; their addresses lead nowhere.
std::vector<EService> sample_e_services();

// One practice and three invited patients, made on the demo's first start as any practice would make them;
// one has a letter. REQUIRES: there is a mailbox. Does nothing when there are patients already.
void make_demo_data(App const& app, Time now);

}  // namespace voordeur
