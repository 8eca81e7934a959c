// SPDX-License-Identifier: EUPL-1.2
#include "recoveries/recovery_rules.hpp"

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace voordeur {
namespace {

using std::chrono::hours;

// The oracle: the table of docs/recovery.md row by row, as its smallest sets. K password, M mailbox, P phone,
// T app, W passkey, C paper code, S super-PIN, D desk.
constexpr std::string_view letters = "KMPTWCSD";
constexpr std::string_view at_once[] = {"KP", "KT", "KC", "KS", "MPC", "MPS", "MTC", "MTS", "WK", "WM", "WP",
                                        "WT", "WC", "WS", "WD", "DK",  "DM",  "DP",  "DT",  "DC", "DS"};
constexpr std::string_view mail_and_phone[] = {"MP", "MT"};
constexpr std::string_view after_a_wait[] = {"D", "MC", "MS", "PC", "PS", "TC", "TS"};

std::string text_of(unsigned set) {
    std::string text;
    for (std::size_t at = 0; at < letters.size(); ++at)
        if ((set >> at & 1U) != 0) text += letters[at];
    return text;
}

Proofs proofs_of(std::string_view text) {
    Proofs proofs;
    for (auto const letter : text) proofs.add(static_cast<Proof>(letters.find(letter)));
    return proofs;
}

bool holds_one_of(std::string const& set, auto const& smallest) {
    for (std::string_view const small : smallest)
        if (small.find_first_not_of(set) == small.npos) return true;
    return false;
}

// "now", "24", "sign in", "nothing".
std::string expected(std::string const& set, RecoveryPolicy const& policy) {
    auto const after = [](hours wait) { return wait == hours(0) ? "now" : std::to_string(wait.count()); };
    if (holds_one_of(set, at_once)) return "now";
    if (set == "W") return "sign in";
    if (set == "KM")
        return policy.wait_for_password_and_mail ? after(*policy.wait_for_password_and_mail) : "nothing";
    if (holds_one_of(set, mail_and_phone)) return after(policy.wait_for_mail_and_phone);
    if (holds_one_of(set, after_a_wait)) return after(policy.wait);
    return "nothing";
}

std::string told(RecoveryOpening const& opening) {
    if (std::holds_alternative<OpensAtOnce>(opening)) return "now";
    if (std::holds_alternative<SignsInOnly>(opening)) return "sign in";
    if (auto const* after = std::get_if<OpensAfter>(&opening)) return std::to_string(after->wait.count());
    return "nothing";
}

RecoveryPolicy const policies[] = {{},
                                   {.wait = hours(72)},
                                   {.wait_for_mail_and_phone = hours(24)},
                                   {.wait_for_password_and_mail = hours(72)}};

TEST(RecoveryMatrix, IsTheTableForEverySetOfProofs) {
    for (auto const& policy : policies)
        for (auto set = 0U; set < 256; ++set) {
            auto const text = text_of(set);
            EXPECT_EQ(told(opening_of(proofs_of(text), policy)), expected(text, policy)) << text;
        }
}

TEST(RecoveryMatrix, HasAsManyOfEachAsTheReferenceCounted) {
    std::map<std::string, int> counts;
    RecoveryPolicy const as_advised{.wait_for_mail_and_phone = hours(24)};
    for (auto set = 0U; set < 256; ++set) ++counts[told(opening_of(proofs_of(text_of(set)), as_advised))];
    EXPECT_EQ(counts,
              (std::map<std::string, int>{{"now", 229}, {"24", 16}, {"sign in", 1}, {"nothing", 10}}));
}

TEST(RecoveryMatrix, NeverOpensLessForMoreProofs) {
    auto const rank = [](std::string const& opening) {
        if (opening == "now") return 1000;
        if (opening == "sign in" || opening == "nothing") return 0;
        return 1000 - std::stoi(opening);
    };
    for (auto const& policy : policies)
        for (auto set = 0U; set < 256; ++set)
            for (auto more = set; more < 256; more = (more + 1) | set)
                EXPECT_LE(rank(told(opening_of(proofs_of(text_of(set)), policy))),
                          rank(told(opening_of(proofs_of(text_of(more)), policy))))
                    << text_of(set) << " and " << text_of(more);
}

TEST(Renewal, IsOfWhatIsLost) {
    struct Case {
        std::string_view proofs;
        bool password, second_factor, super_pin, mailbox;
    };
    for (auto const& [proofs, password, second_factor, super_pin, mailbox] : {
             Case{"KP", false, false, false, false},
             Case{"KS", false, true, true, false},
             Case{"KC", false, true, false, false},
             Case{"MP", true, false, false, false},
             Case{"MS", true, true, true, false},
             Case{"MPS", true, false, true, false},
             Case{"MW", true, false, false, false},
             Case{"PS", true, false, true, true},
             Case{"TC", true, false, false, true},
             Case{"D", true, true, true, true},
             Case{"KD", true, true, true, false},
         }) {
        auto const renewal = renewal_of(proofs_of(proofs));
        EXPECT_EQ(renewal.password, password) << proofs;
        EXPECT_EQ(renewal.second_factor, second_factor) << proofs;
        EXPECT_EQ(renewal.super_pin, super_pin) << proofs;
        EXPECT_EQ(renewal.mailbox, mailbox) << proofs;
    }
}

// M and S make a new password; with that and the new sheet nothing opens before the hold is over.
TEST(Hold, LeavesNothingOfWhatARecoveryChose) {
    for (auto set = 0U; set < 256; ++set) {
        auto const proofs = proofs_of(text_of(set));
        if (told(opening_of(proofs, {})) == "nothing") continue;
        auto const chosen = renewal_of(proofs);
        auto const left = without_what_a_recovery_chose(proofs_of("KMPTWCS"), chosen);
        EXPECT_FALSE(chosen.password && left.has(Proof::password)) << text_of(set);
        EXPECT_FALSE(chosen.super_pin && left.has(Proof::super_pin)) << text_of(set);
        EXPECT_FALSE(chosen.second_factor && left.has(Proof::phone)) << text_of(set);
        EXPECT_FALSE(chosen.mailbox && left.has(Proof::mailbox)) << text_of(set);
    }
}

TEST(Loss, IsUndoneByWhatIsCarriedElsewhere) {
    struct Case {
        char reported_by;
        std::string_view enough, not_enough;
    };
    for (auto const& [reported_by, enough, not_enough] :
         {Case{'K', "CSWD", "KMPT"}, Case{'M', "KCSWD", "MPT"}, Case{'S', "KWD", "MPTCS"},
          Case{'W', "KCSD", "MPTW"}}) {
        auto const reporter = static_cast<Proof>(letters.find(reported_by));
        for (auto const letter : enough)
            EXPECT_TRUE(may_undo_a_loss(reporter, proofs_of({&letter, 1}))) << reported_by << letter;
        EXPECT_FALSE(may_undo_a_loss(reporter, proofs_of(not_enough))) << reported_by;
    }
}

// As text: "commit", "wait 24", "waits", "nothing".
std::string told(RecoveryStanding const& standing) {
    if (std::holds_alternative<MayCommit>(standing)) return "commit";
    if (auto const* may = std::get_if<MayWait>(&standing)) return "wait " + std::to_string(may->wait.count());
    return std::holds_alternative<Waits>(standing) ? "waits" : "nothing";
}

TEST(RecoveryStanding, ForEverySetOfProofsWithoutAWait) {
    auto const now = from_stored(1'800'000'000'000);
    for (auto const& policy : policies)
        for (auto set = 0U; set < 256; ++set) {
            auto const text = text_of(set);
            auto const opens = expected(text, policy);
            auto const standing = opens == "now"                             ? "commit"
                                  : opens == "nothing" || opens == "sign in" ? "nothing"
                                                                             : "wait " + opens;
            EXPECT_EQ(told(standing_of(proofs_of(text), std::nullopt, policy, now)), standing) << text;
        }
}

TEST(RecoveryStanding, IsOfAWaitWhoseProofsAreGivenAgain) {
    auto const begun = from_stored(1'800'000'000'000);
    RecoveryWait const wait{begun + hours(24), proofs_of("MS")};
    struct Case {
        std::string_view proofs;
        hours after;
        std::string_view expected;
    };
    for (auto const& [proofs, after, expected_standing] : {
             Case{"MS", hours(0), "waits"},
             Case{"MS", hours(23), "waits"},
             Case{"MS", hours(24), "commit"},
             Case{"MS", hours(95), "commit"},
             Case{"MS", hours(96), "wait 24"},  // too late: anew
             Case{"MCS", hours(24), "commit"},
             Case{"MC", hours(24), "wait 24"},  // other proofs than those that waited
             Case{"PS", hours(24), "wait 24"},
             Case{"M", hours(24), "nothing"},
             Case{"S", hours(24), "nothing"},
             Case{"MPS", hours(1), "commit"},
         })
        EXPECT_EQ(told(standing_of(proofs_of(proofs), wait, {}, begun + after)), expected_standing)
            << proofs << " after " << after.count();
}

TEST(RecoveryStanding, InHoldWhatWasChosenDoesNotCount) {
    auto const at = from_stored(1'800'000'000'000);
    Recovered const recovered{at, {.password = true, .super_pin = true}};
    auto const counting = [&](std::string_view given, hours after) {
        return proofs_that_count(proofs_of(given), recovered, at + after);
    };
    EXPECT_EQ(counting("KMPS", hours(0)), proofs_of("MP"));
    EXPECT_EQ(counting("KMPS", hours(47)), proofs_of("MP"));
    EXPECT_EQ(counting("KMPS", hours(48)), proofs_of("KMPS"));
    EXPECT_EQ(proofs_that_count(proofs_of("KS"), std::nullopt, at), proofs_of("KS"));
}

}  // namespace
}  // namespace voordeur
