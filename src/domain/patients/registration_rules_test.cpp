// SPDX-License-Identifier: EUPL-1.2
#include "patients/registration_rules.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace voordeur {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

Time const now = from_stored(1'800'000'000'000);

Details details(std::string_view email, std::string_view birth_date, std::string_view postcode) {
    return {EmailAddress::parse(email).value(), BirthDate::parse(birth_date, 2027).value(),
            Postcode::parse(postcode).value()};
}

TEST(Standing, FollowsFromTimes) {
    struct Case {
        RegistrationFacts facts;
        Standing standing;
    };
    std::vector<Case> const cases{
        {{now + hours(1), {}, {}}, Standing::open},
        {{now, {}, {}}, Standing::ended},
        {{now + hours(1), now, {}}, Standing::locked},
        {{now + hours(1), {}, now}, Standing::completed},
        // Completed is what counts, also after its time and whatever happened before.
        {{now - hours(1), now, now}, Standing::completed},
        {{now - hours(1), now, {}}, Standing::ended},
    };
    for (auto const& each : cases) EXPECT_EQ(standing_of(each.facts, now), each.standing);
}

TEST(Link, HoldsUntilItsTimeOrThreeNewerOnes) {
    EXPECT_EQ(state_of({now + hours(1), {}, 0}, now), LinkState::holds);
    EXPECT_EQ(state_of({now + hours(1), {}, 2}, now), LinkState::holds);
    EXPECT_EQ(state_of({now + hours(1), {}, 3}, now), LinkState::replaced);
    EXPECT_EQ(state_of({now + hours(1), now, 0}, now), LinkState::replaced);
    EXPECT_EQ(state_of({now, {}, 0}, now), LinkState::expired);
}

TEST(InvitationLink, LeadsToWhereTheRegistrationStands) {
    EXPECT_EQ(step_under_invitation({false, false, false}), Step::super_pin);
    EXPECT_EQ(step_under_invitation({false, true, false}), Step::mail_sent);
    // A password was chosen under the confirmation link: the invitation link alone still opens no further.
    EXPECT_EQ(step_under_invitation({false, true, true}), Step::mail_sent);
    EXPECT_EQ(step_under_invitation({true, false, false}), Step::password);
    EXPECT_EQ(step_under_invitation({true, true, true}), Step::documents);
}

TEST(SuperPinGate, CountsNothingWithoutALetter) {
    EXPECT_TRUE(std::holds_alternative<NoLetter>(may_try_super_pin(false, {}, now)));
    EXPECT_TRUE(std::holds_alternative<LetterTooOld>(may_try_super_pin(true, now, now)));
    EXPECT_TRUE(std::holds_alternative<SuperPinMayBeTried>(may_try_super_pin(true, now + seconds(1), now)));
}

TEST(Details, MatchWhatAPersonWouldWrite) {
    auto const known = details("Johanna@Post.example", "1948-03-07", "1234AB");
    EXPECT_TRUE(details_match(known, details(" johanna@post.example ", "7 maart 1948", "1234 ab")));
    EXPECT_TRUE(details_match(known, details("johanna@post.example", "7-3-48", "1234ab")));
    EXPECT_FALSE(details_match(known, details("johan@post.example", "7-3-1948", "1234AB")));
    EXPECT_FALSE(details_match(known, details("johanna@post.example", "3-7-1948", "1234AB")));
    EXPECT_FALSE(details_match(known, details("johanna@post.example", "7-3-1948", "1234AC")));
    EXPECT_FALSE(details_match(known, details("johanna@post.example", "1948", "1234AB")));
}

TEST(Details, AskOnlyWhatThePracticeKnows) {
    auto known = details("johanna@post.example", "1948", "1234AB");
    EXPECT_TRUE(details_match(known, details("johanna@post.example", "1948", "1234AB")));
    EXPECT_TRUE(details_match(known, details("johanna@post.example", "7-3-1948", "1234AB")));
    EXPECT_FALSE(details_match(known, details("johanna@post.example", "7-3-1949", "1234AB")));
}

TEST(Mail, GoesOnceAMinuteAndFiveTimesADay) {
    MailLimits const limits;
    EXPECT_TRUE(std::holds_alternative<MailMayGo>(may_send_mail({}, limits, now)));
    auto const soon = may_send_mail({now - seconds(59), now, 1}, limits, now);
    ASSERT_TRUE(std::holds_alternative<MailTooSoon>(soon));
    EXPECT_EQ(std::get<MailTooSoon>(soon).next, now + seconds(1));
    EXPECT_TRUE(std::holds_alternative<MailMayGo>(
        may_send_mail({now - seconds(60), now - hours(2), 5}, limits, now)));
    auto const full = may_send_mail({now - minutes(5), now - hours(2), 6}, limits, now);
    ASSERT_TRUE(std::holds_alternative<MailLimitReached>(full));
    EXPECT_EQ(std::get<MailLimitReached>(full).next, now + hours(22));
}

TEST(Mail, WaitsForOneOfARequestThatBeganLaterAndNotForAClockThatWasSetBack) {
    EXPECT_TRUE(std::holds_alternative<MailTooSoon>(may_send_mail({now + seconds(2), now, 1}, {}, now)));
    EXPECT_TRUE(std::holds_alternative<MailMayGo>(may_send_mail({now + hours(1), now, 1}, {}, now)));
}

}  // namespace
}  // namespace voordeur
