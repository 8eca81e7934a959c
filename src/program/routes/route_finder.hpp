// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "web/request.hpp"

namespace voordeur {

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
    Route const* of_page(std::string_view path) const { return find(path, Method::get).route; }

  private:
    struct Shape;
    FoundRoute find(std::string_view path, Method method) const;
    static void add_row(FoundRoute& found, Route const& row, Method method);

    std::unordered_multimap<std::string_view, Route const*> whole_;  // by path, without {token} or {slug}
    std::vector<Shape> with_part_;
};

}  // namespace voordeur
