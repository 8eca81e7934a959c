// SPDX-License-Identifier: EUPL-1.2
#include "patients/invite_rules.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace voordeur {
namespace {

constexpr Time now{std::chrono::hours(24 * 365 * 56)};

PatientDetails jan() {
    return {"4711", "jan@post.example", "1948-03-07", "1234AB"};
}

PatientDetails with(PatientDetails details, std::string PatientDetails::*field, std::string const& value) {
    details.*field = value;
    return details;
}

PatientDetails numbered(std::optional<std::string> number) {
    auto details = jan();
    details.patient_number = std::move(number);
    return details;
}

struct SamePatientCase {
    char const* what;
    PatientDetails known, invited;
    bool same;
};

class SamePatient : public testing::TestWithParam<SamePatientCase> {};

TEST_P(SamePatient, FollowsTheTable) {
    EXPECT_EQ(is_same_patient(GetParam().known, GetParam().invited), GetParam().same) << GetParam().what;
}

auto const email = &PatientDetails::email;
auto const birth_date = &PatientDetails::birth_date;
auto const postcode = &PatientDetails::postcode;

INSTANTIATE_TEST_SUITE_P(
    Table, SamePatient,
    testing::Values(SamePatientCase{"all the same", jan(), jan(), true},
                    SamePatientCase{"both numbers, another address", jan(),
                                    with(jan(), email, "j@new.example"), true},
                    SamePatientCase{"both numbers, another birth date", jan(),
                                    with(jan(), birth_date, "1948-03-08"), true},
                    SamePatientCase{"two numbers, all else the same", jan(), numbered("4712"), false},
                    SamePatientCase{"number known only", jan(), numbered({}), true},
                    SamePatientCase{"number new", numbered({}), jan(), true},
                    SamePatientCase{"no numbers", numbered({}), numbered({}), true},
                    SamePatientCase{"no numbers, moved house", numbered({}),
                                    with(numbered({}), postcode, "9999ZZ"), true},
                    SamePatientCase{"no numbers, another address", numbered({}),
                                    with(numbered({}), email, "j@new.example"), false},
                    SamePatientCase{"no numbers, who shares the mailbox", numbered({}),
                                    with(numbered({}), birth_date, "1950-01-01"), false},
                    SamePatientCase{"one number, another birth date", jan(),
                                    with(numbered({}), birth_date, "1976-?\?-?\?"), false}));

TEST(MatchPatient, NobodyIsKnown) {
    EXPECT_TRUE(std::holds_alternative<NewPatient>(match_patient({}, jan())));
}

TEST(MatchPatient, AnotherPersonAtTheAddressIsNew) {
    std::vector const known{with(numbered({}), birth_date, "1950-01-01")};
    EXPECT_TRUE(std::holds_alternative<NewPatient>(match_patient(known, jan())));
}

TEST(MatchPatient, TheNumberWinsOverAddressAndBirthDate) {
    std::vector const known{numbered({}), with(jan(), email, "j@old.example")};
    EXPECT_EQ(std::get<KnownPatient>(match_patient(known, jan())).index, 1u);
}

TEST(MatchPatient, OneOfAddressAndBirthDateIsFound) {
    std::vector const known{with(numbered({}), birth_date, "1950-01-01"), numbered({})};
    EXPECT_EQ(std::get<KnownPatient>(match_patient(known, jan())).index, 1u);
}

TEST(MatchPatient, TwinsAreToldApartByTheirNumbersOnly) {
    std::vector const known{numbered("4711"), numbered("4712")};
    EXPECT_TRUE(std::holds_alternative<SeveralPatients>(match_patient(known, numbered({}))));
    EXPECT_EQ(std::get<KnownPatient>(match_patient(known, numbered("4712"))).index, 1u);
    EXPECT_TRUE(std::holds_alternative<NewPatient>(match_patient(known, numbered("4713"))));
}

// Without numbers the names tell; where they are not sure, nobody is overwritten.
TEST(MatchPatient, ByName) {
    PatientDetails const anna{{}, "jansen@post.example", "2001-02-03", "1234AB", "Anna Jansen"};
    auto const other = [&](std::string PatientDetails::*field, std::string const& value) {
        return with(anna, field, value);
    };
    auto const number = [](PatientDetails details, std::string const& text) {
        details.patient_number = text;
        return details;
    };
    auto const name = &PatientDetails::name;
    auto const bea = other(name, "Bea Jansen");
    std::vector const known{anna}, numbered{number(anna, "1")}, twins{number(anna, "1"), number(bea, "2")};
    auto const is = [](PatientMatch const& match, std::size_t index) {
        auto const* found = std::get_if<KnownPatient>(&match);
        return found && found->index == index;
    };
    auto const is_new = [](PatientMatch const& match) { return std::holds_alternative<NewPatient>(match); };
    EXPECT_TRUE(std::holds_alternative<PerhapsKnownPatient>(match_patient(known, bea)));
    EXPECT_TRUE(std::holds_alternative<PerhapsKnownPatient>(match_patient(numbered, bea)));
    EXPECT_TRUE(is_new(match_patient(known, number(bea, "2"))));
    EXPECT_TRUE(is_new(match_patient(numbered, number(bea, "2"))));
    EXPECT_TRUE(is(match_patient(known, number(anna, "1")), 0));
    EXPECT_TRUE(is(match_patient(known, other(name, "ANNA  JANSEN")), 0));
    EXPECT_TRUE(is(match_patient(twins, anna), 0));
    EXPECT_TRUE(is(match_patient(twins, bea), 1));
    // Corrections.
    EXPECT_TRUE(is(match_patient(known, other(birth_date, "2001-03-02")), 0));
    EXPECT_TRUE(is(match_patient(known, other(birth_date, "2010-02-03")), 0));
    EXPECT_TRUE(is(match_patient(known, other(birth_date, "2001-?\?-?\?")), 0));
    EXPECT_TRUE(is(match_patient(known, other(postcode, "9999ZZ")), 0));
    // Somebody else.
    EXPECT_TRUE(is_new(match_patient(known, other(email, "jansens@post.example"))));
    EXPECT_TRUE(is_new(match_patient(known, other(birth_date, "1975-11-20")))) << "her mother";
    EXPECT_TRUE(is_new(match_patient(known, with(bea, birth_date, "2003-02-03")))) << "her sister";
    EXPECT_TRUE(is_new(match_patient(known, with(bea, email, "bea@post.example")))) << "her twin";
    EXPECT_TRUE(is_new(match_patient(known, with(other(email, "a@post.example"), postcode, "9999ZZ"))));
    EXPECT_TRUE(is_new(match_patient(numbered, number(other(birth_date, "2001-03-02"), "3"))));
}

TEST(EndsInvitations, WhenTheAddressChanged) {
    EXPECT_FALSE(ends_invitations(jan(), jan()));
    EXPECT_FALSE(ends_invitations(jan(), with(jan(), birth_date, "1948-03-08")));
    EXPECT_FALSE(ends_invitations(jan(), with(jan(), postcode, "9999ZZ")));
    EXPECT_TRUE(ends_invitations(jan(), with(jan(), email, "j@new.example")));
}

TEST(EndsEarlierLinks, WhenAnyOfTheThreeChanged) {
    EXPECT_FALSE(ends_earlier_links(jan(), jan()));
    EXPECT_FALSE(ends_earlier_links(jan(), numbered("4712")));
    EXPECT_TRUE(ends_earlier_links(jan(), with(jan(), email, "j@new.example")));
    EXPECT_TRUE(ends_earlier_links(jan(), with(jan(), birth_date, "1948-03-08")));
    EXPECT_TRUE(ends_earlier_links(jan(), with(jan(), birth_date, "1948-?\?-?\?")));
    EXPECT_TRUE(ends_earlier_links(jan(), with(jan(), postcode, "9999ZZ")));
}

TEST(IsLetterMissing, OnlyWhereThePracticeRequiresIt) {
    EXPECT_FALSE(is_letter_missing({}, now));
    EXPECT_TRUE(is_letter_missing({.practice_requires = true}, now));
    EXPECT_FALSE(is_letter_missing({.practice_requires = true, .made_now = true}, now));
    auto const until = now + std::chrono::hours(1);
    EXPECT_FALSE(is_letter_missing({.practice_requires = true, .earlier_until = until}, now));
    EXPECT_TRUE(is_letter_missing({.practice_requires = true, .earlier_until = now}, now));
}

}  // namespace
}  // namespace voordeur
