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

// A slow page hashes or makes a PDF: only so many run at once, on threads of their own (web/http_server.hpp).
enum class Work { quick, slow };

struct Route {
    Method method;
    std::string_view path;  // with {token} or {slug} for one part of it
    Proof proof;
    Response (*page)(App const&, Visitor&);
    Work work = Work::quick;
};

// Every page, in the order of the journey: the table of contents.
std::span<Route const> routes();

}  // namespace voordeur
