// SPDX-License-Identifier: EUPL-1.2
#include "routes/route_finder.hpp"

#include <algorithm>

#include "routes/route.hpp"
#include "urls.hpp"

namespace voordeur {

// A row's path, cut once where its {token}, {slug} or {change} is.
struct RouteFinder::Shape {
    explicit Shape(Route const& row) : route(&row) {
        auto const open = row.path.find('{');
        before = row.path.substr(0, open);
        has_part = open != std::string_view::npos;
        if (has_part) after = row.path.substr(row.path.find('}') + 1);
    }

    // The part that stands for {token} or {slug} goes into `part`.
    bool fits(std::string_view path, std::string& part) const {
        if (!has_part) return path == before;
        if (!path.starts_with(before)) return false;
        auto const tail = path.substr(before.size());
        auto const end = std::min(tail.find('/'), tail.size());
        if (tail.substr(end) != after) return false;
        part = tail.substr(0, end);
        return !part.empty();
    }

    Route const* route;
    std::string_view before, after;
    bool has_part;
};

namespace {

// HAProxy asks OPTIONS / unless told otherwise, some ask OPTIONS *: whether the server is ready.
std::string_view path_asked_for(Request const& request) {
    auto const is_of_all = request.path == "/" || request.path == "*";
    return request.method == Method::options && is_of_all ? urls::ready : std::string_view(request.path);
}

bool answers(Route const& route, Method method) {
    if (method == Method::head) method = Method::get;
    if (method == Method::options && route.who == Who::watcher) method = Method::get;
    return route.method == method;
}

}  // namespace

RouteFinder::RouteFinder() {
    for (auto const& route : all_routes()) shapes_.emplace_back(route);
    // A path of its own comes after those with a part, and wins: a practice may be called "code".
    std::ranges::stable_partition(shapes_, &Shape::has_part);
}

RouteFinder::~RouteFinder() = default;

FoundRoute RouteFinder::find(Request const& request) const {
    FoundRoute found;
    auto const path = path_asked_for(request);
    for (auto const& shape : shapes_) {
        if (!shape.fits(path, found.part)) continue;
        if (found.name != shape.route->path) found.route = nullptr;
        found.has_path = true;
        found.name = shape.route->path;
        if (answers(*shape.route, request.method)) found.route = shape.route;
    }
    return found;
}

Route const* RouteFinder::of_page(std::string const& path) const {
    Request request;
    request.path = path;
    return find(request).route;
}

}  // namespace voordeur
