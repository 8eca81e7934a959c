// SPDX-License-Identifier: EUPL-1.2
#include "sessions/sign_in_list_rules.hpp"

#include <gtest/gtest.h>

#include <string>

namespace voordeur {
namespace {

using namespace std::chrono_literals;
using enum SignInEventKind;

Time const start = from_stored(1'800'000'000'000);

// "signed_in@0 wrong_password@5:3": newest first, in minutes, with how many were wrong.
std::string text_of(std::vector<SignInEvent> const& events) {
    constexpr std::string_view names[] = {"signed_in", "by_passkey",    "wrong_codes",
                                          "held_up",   "only_password", "wrong_password"};
    std::string text;
    for (auto const& each : listed_sign_ins(events)) {
        auto const minutes = std::chrono::duration_cast<std::chrono::minutes>(each.at - start).count();
        text += (text.empty() ? "" : " ") + std::string(names[static_cast<int>(each.end)]) + "@" +
                std::to_string(minutes);
        if (each.wrong > 0) text += ":" + std::to_string(each.wrong);
    }
    return text;
}

TEST(SignInList, SaysHowEachEnded) {
    struct Case {
        std::vector<SignInEvent> events;
        std::string text;
    };
    for (auto const& [events, text] : {
             Case{{}, ""},
             Case{{{start, password}, {start + 1min, code}}, "signed_in@0"},
             Case{{{start, password}}, "only_password@0"},
             Case{{{start, password}, {start + 1min, code, true}, {start + 2min, code, true}},
                  "wrong_codes@0:2"},
             Case{{{start, password}, {start + 1min, code, true}, {start + 2min, code}}, "signed_in@0:1"},
             Case{{{start, held_up, true}}, "held_up@0"},
             Case{{{start, passkey}}, "by_passkey@0"},
             // Wrong ones of one hour are one entry, and what came between begins another.
             Case{{{start, password, true}, {start + 9min, password, true}, {start + 59min, password, true}},
                  "wrong_password@0:3"},
             Case{{{start, password, true}, {start + 60min, password, true}},
                  "wrong_password@60:1 wrong_password@0:1"},
             Case{{{start, password, true}, {start + 1min, password}, {start + 2min, code}},
                  "signed_in@1 wrong_password@0:1"},
             // Of two at once, and of one whose password was in the month before.
             Case{{{start, password}, {start + 1min, password}, {start + 2min, code}},
                  "signed_in@1 only_password@0"},
             Case{{{start, code}}, "signed_in@0"},
             Case{{{start, code, true}, {start + 1min, code}}, "signed_in@0:1"},
         })
        EXPECT_EQ(text_of(events), text);
}

// Whose device it was says the session of whoever got in, not that of whoever typed the password last.
TEST(SignInList, FinishesWhereTheCodeWasTyped) {
    std::vector<SignInEvent> const events{{start, password}, {start + 1min, password}, {start + 2min, code}};
    auto const list = listed_sign_ins(events);
    ASSERT_EQ(list.size(), 2U);
    EXPECT_EQ(list.front().finished_at, start + 2min);
    EXPECT_EQ(list.back().finished_at, start);
}

}  // namespace
}  // namespace voordeur
