// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace voordeur {

struct Request;
struct Route;

struct FoundRoute {
    Route const* route = nullptr;    // of this method
    bool has_path = false;           // of some method
    std::string_view name = "none";  // the row's path
    std::string part;                // what stands for its {token} or {slug}
};

// From a request's path to its row. Thread safe.
class RouteFinder {
  public:
    RouteFinder();
    ~RouteFinder();
    FoundRoute find(Request const& request) const;
    // The row that shows a page at this path; none: nullptr.
    Route const* of_page(std::string const& path) const;

  private:
    struct Shape;
    std::vector<Shape> shapes_;
};

}  // namespace voordeur
