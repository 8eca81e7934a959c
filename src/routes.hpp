// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <span>
#include <string_view>

#include "app.hpp"
#include "visitor.hpp"

namespace voordeur {

// What a visitor must have proved before a page runs.
enum class Proof {
    anyone,
    old_link,     // a link that is known; it may be expired
    link,         // a link that holds
    person,       // and who they are: the confirmation link, or the letter's super-PIN in this browser
    password,     // signed in with the password
    two_factors,  // and with the second factor
};

struct Route {
    Method method;
    std::string_view path;  // with {token} or {slug} for one part of it
    Proof proof;
    Response (*page)(App const&, Visitor&);
};

// Every page, in the order of the journey: the table of contents.
std::span<Route const> routes();

}  // namespace voordeur
