// SPDX-License-Identifier: EUPL-1.2
// Writes docs/security/guessing.md to stdout: its template, with what the attacks came to. Used by
// bin/guessing.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <exception>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "crypto/password_hasher.hpp"
#include "guessing/code_attack.hpp"
#include "guessing/facts.hpp"
#include "guessing/password_attack.hpp"
#include "patients/registration_rules.hpp"
#include "values/network.hpp"

namespace voordeur {
namespace {

using std::chrono::days;
using std::chrono::hours;

constexpr days year{365};
constexpr int networks = 10'000, patients = 10'000;
constexpr double score_3 = 1e8, score_4 = 1e10;         // dropbox/zxcvbn, src/time_estimates.coffee
constexpr double hashes_a_second = 127;                 // of one core with AVX-512: decision 0013
constexpr double postcodes = 464'106;                   // CBS 2023, by github.com/zypp-io/6pp-postcodes
constexpr double neighbourhood = 500;                   // postcodes of a small town
constexpr double super_pins = 0x1p80, all_years = 100;  // 16 characters of 32; ages 0 to 99

RegistrationLimits const registration_limits;
SmsSettings const codes;
SignInLimits const sign_in_limits;

double in_a_year(double tries, double space) {
    return std::min(1.0, tries / space);
}

// The smallest number of networks that keeps the patient's new browsers out all the time.
int networks_to_shut_out(SignInLimits const& limits) {
    for (auto number = 1; number < networks; ++number)
        if (guess_at_account(limits, {number, 0, days(3)}).open_to_patient == 0) return number;
    throw std::runtime_error("no number of networks shuts a patient's new browser out: rewrite the text");
}

void add_chance(Facts& facts, std::string const& name, double chance) {
    facts.add(name + "_chance", as_chance(chance));
    facts.add(name + "_hits", as_hits(chance * patients));
}

void add_limits(Facts& facts, SignInLimits const& limits) {
    facts.add("networks", grouped(networks));
    facts.add("patients", grouped(patients));
    facts.add("own_free", grouped(limits.own.free));
    facts.add("own_longest", as_duration(limits.own.longest));
    facts.add("network_free", grouped(limits.network.free));
    facts.add("network_longest", as_duration(limits.network.longest));
    facts.add("site_free", grouped(for_site(limits.network).free));
    facts.add("site_networks", grouped(networks_for_a_site));
    facts.add("sites", grouped(networks / networks_for_a_site));
    facts.add("account_free", grouped(limits.account.free));
    facts.add("account_longest", as_duration(limits.account.longest));
    facts.add("hashes_a_second", fmt::format("{}", hashes_a_second));
    facts.add("memory_mib", grouped(static_cast<double>(HashingCost{}.memory_kib) / 1024));
    facts.add("passes", grouped(static_cast<double>(HashingCost{}.passes)));
    facts.add("offline_days", grouped(score_3 / hashes_a_second / 86'400));
}

void add_passwords(Facts& facts, SignInLimits const& limits) {
    auto const tries = [&](int from, int others) {
        return guess_at_account(limits, {from, others, year}).at;
    };
    auto const all = tries(networks, 0);
    auto const each_of_list = tries(limits.network.free, limits.network.free - 1).size();
    auto const of_list = static_cast<double>(each_of_list) * patients;
    facts.add("tries_one_network", grouped(tries(1, 0).size()));
    facts.add("tries_all_networks", grouped(all.size()));
    facts.add("tries_list", grouped(each_of_list));
    facts.add("tries_list_all", grouped(of_list));
    facts.add("list_a_second", grouped(of_list / std::chrono::seconds(year).count()));
    add_chance(facts, "password_3", in_a_year(static_cast<double>(all.size()), score_3));
    add_chance(facts, "password_4", in_a_year(static_cast<double>(all.size()), score_4));
    auto const after = [&](std::size_t guesses) {
        return as_duration(std::chrono::ceil<std::chrono::seconds>(all.at(guesses - 1) - all.front()));
    };
    facts.add("common_1000_after", after(1'000));
    facts.add("common_100000_after", after(100'000));
}

void add_password_nuisance(Facts& facts, SignInLimits const& limits) {
    auto const enough = networks_to_shut_out(limits);
    auto const open = [&](int from) {
        return as_chance(guess_at_account(limits, {from, 0, days(3)}).open_to_patient);
    };
    facts.add("enough_networks", grouped(enough));
    facts.add("open_one_network", open(1));
    facts.add("open_enough_networks", open(enough));
    facts.add("shut_out_at_once", grouped(networks / enough * limits.network.free));
    facts.add("charging", as_duration(time_to_longest_wait(limits)));
    constexpr int spray_days = 30;
    auto const spray = guess_at_list(limits, days(spray_days));
    facts.add("spray_days", grouped(spray_days));
    facts.add("spray_accounts", grouped(spray.accounts));
    facts.add("spray_tries", grouped(spray.tries_on_last_day));
    auto const first_day = static_cast<double>(guess_at_list(limits, days(1)).tries_on_last_day);
    facts.add("flood_a_second", grouped(first_day * networks / std::chrono::seconds(days(1)).count()));
}

void add_code_attack(Facts& facts, std::string const& name, CodeAttack const& attack) {
    auto const guesses = guess_codes(attack, codes, year);
    facts.add(name + "_sms", grouped(guesses.sms));
    facts.add(name + "_tries", grouped(guesses.challenges * codes.tries));
    if (guesses.worn_out_after) facts.add(name + "_days", grouped(guesses.worn_out_after->count()));
    add_chance(facts, name, guesses.chance);
}

void add_code_limits(Facts& facts) {
    auto free = 0, worn_out = 0;
    while (factor_wait(free).count() == 0) ++free;
    while (!factor_is_worn_out(worn_out)) ++worn_out;
    facts.add("factor_free", grouped(free));
    facts.add("factor_longest", as_duration(factor_wait(worn_out)));
    facts.add("worn_out", grouped(worn_out));
    facts.add("codes_that_hold", grouped(newest_codes_that_hold));
    facts.add("code_tries", grouped(codes.tries));
    facts.add("sms_an_hour", grouped(codes.limits.an_hour));
    facts.add("sms_a_day", grouped(codes.limits.a_day));
    facts.add("practice_a_day", grouped(codes.limits.practice_a_day));
    facts.add("country_a_day", grouped(codes.limits.country_a_day));
    facts.add("practice_accounts",
              grouped(std::ceil(1.0 * codes.limits.practice_a_day / codes.limits.a_day)));
    facts.add("country_accounts", grouped(std::ceil(1.0 * codes.limits.country_a_day / codes.limits.a_day)));
}

void add_codes(Facts& facts) {
    auto const all = codes.limits.a_day;
    add_code_attack(facts, "one_code", {1, all, {}});
    add_code_attack(facts, "three_codes", {static_cast<int>(newest_codes_that_hold), all, {}});
    CodeAttack const weekly{static_cast<int>(newest_codes_that_hold), all - 1, days(7)};
    add_code_attack(facts, "weekly", weekly);
    // factors/sms/sms_factor.cpp sends its mail at the third unused code.
    add_code_attack(facts, "quiet", {2, 2, days(7)});
    auto const password =
        static_cast<double>(guess_at_account(sign_in_limits, {networks, 0, year}).at.size());
    auto const both = in_a_year(password, score_3) * guess_codes(weekly, codes, year).chance;
    facts.add("both_hits", as_hits(both * patients));
}

void add_registrations(Facts& facts) {
    auto const tries = registration_limits.tries_details;
    auto const last = std::chrono::year(2026);
    auto const dates = static_cast<double>((std::chrono::sys_days(last / 1 / 1) -
                                            std::chrono::sys_days((last - std::chrono::years(100)) / 1 / 1))
                                               .count());
    facts.add("super_pin_tries", grouped(registration_limits.tries_super_pin));
    facts.add("super_pin_all_tries", grouped(registration_limits.tries_super_pin * patients));
    add_chance(facts, "super_pin", in_a_year(registration_limits.tries_super_pin, super_pins));
    facts.add("details_tries", grouped(tries));
    facts.add("details_all_tries", grouped(tries * patients));
    facts.add("dates", grouped(dates));
    facts.add("years", grouped(all_years));
    facts.add("postcodes", grouped(postcodes));
    facts.add("neighbourhood", grouped(neighbourhood));
    add_chance(facts, "details", in_a_year(tries, dates * postcodes));
    add_chance(facts, "neighbourhood", in_a_year(tries, dates * neighbourhood));
    add_chance(facts, "postcode", in_a_year(tries, dates));
    add_chance(facts, "age", in_a_year(tries, dates / all_years));
    add_chance(facts, "year", in_a_year(tries, all_years));
}

std::string read(std::string const& file) {
    std::ifstream stream(file);
    if (!stream) throw std::runtime_error("cannot read " + file);
    return (std::ostringstream() << stream.rdbuf()).str();
}

}  // namespace
}  // namespace voordeur

int main(int count, char** arguments) {
    using namespace voordeur;
    try {
        if (count != 2) throw std::runtime_error("usage: voordeur-guessing TEMPLATE");
        Facts facts;
        add_limits(facts, sign_in_limits);
        add_passwords(facts, sign_in_limits);
        add_password_nuisance(facts, sign_in_limits);
        add_code_limits(facts);
        add_codes(facts);
        add_registrations(facts);
        fmt::print("{}", facts.filled_in(read(arguments[1])));
        return 0;
    } catch (std::exception const& error) {
        fmt::print(stderr, "voordeur-guessing: {}\n", error.what());
        return 2;
    }
}
