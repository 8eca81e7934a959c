// SPDX-License-Identifier: EUPL-1.2
// Prints the rows of the table of contents, one JSON object a line, for tests that walk them from outside.
#include <iostream>
#include <nlohmann/json.hpp>

#include "routes/route.hpp"

int main() {
    using namespace voordeur;
    for (auto const& route : all_routes()) {
        if (route.method == Method::options) continue;  // a browser asks it by itself
        std::cout << nlohmann::json{{"method", route.method == Method::post ? "POST" : "GET"},
                                    {"path", route.path},
                                    {"who", name_of(route.who)},
                                    {"door", name_of(route.terms.door)},
                                    {"slow", route.terms.work == Work::slow},
                                    {"limit", name_of(route.terms.limit)}}
                         .dump()
                  << '\n';
    }
}
