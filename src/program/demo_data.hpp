// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <vector>

#include "base/time.hpp"
#include "site_settings.hpp"

namespace voordeur {

struct App;

// Of the demo's practice; their addresses lead nowhere. Without the one that the example is, where that runs.
std::vector<EService> sample_e_services(bool has_example);

// One practice and three invited patients, made on the demo's first start as any practice would make them;
// one has a letter. REQUIRES: there is a mailbox. Does nothing when there are patients already.
void make_demo_data(App const& app, Time now);
// examples/herhaalrecept, which runs at this address (http://127.0.0.1:8090) and signs its patients in here.
// REQUIRES: make_demo_data.
void add_example_service(App const& app, std::string const& address, Time now);

}  // namespace voordeur
