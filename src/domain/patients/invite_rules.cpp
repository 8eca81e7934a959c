// SPDX-License-Identifier: EUPL-1.2
#include "patients/invite_rules.hpp"

#include "values/birth_date.hpp"
#include "values/text.hpp"

namespace voordeur {
namespace {

bool have_numbers(PatientDetails const& known, PatientDetails const& invited) {
    return known.patient_number && invited.patient_number;
}

bool are_at_one_address(PatientDetails const& known, PatientDetails const& invited) {
    return known.email == invited.email && known.birth_date == invited.birth_date;
}

// However it is written: capitals, spaces, dots and dashes are no difference.
bool have_one_name(PatientDetails const& known, PatientDetails const& invited) {
    return folded(without_separators(known.name)) == folded(without_separators(invited.name));
}

// Nobody shares name, mailbox and year of birth with a parent or a child. What is not known agrees with
// nothing.
bool is_slip(std::string const& birth_date, std::string const& other) {
    auto const one = BirthDate::from_iso(birth_date), two = BirthDate::from_iso(other);
    auto const agree = [](std::optional<int> left, std::optional<int> right) {
        return left && left == right;
    };
    return one.year % 100 == two.year % 100 || (agree(one.month, two.month) && agree(one.day, two.day));
}

template <class Fits>
PatientMatch only_one(std::span<PatientDetails const> known, Fits const& fits) {
    PatientMatch match = NewPatient{};
    for (std::size_t index = 0; index < known.size(); ++index) {
        if (!fits(known[index])) continue;
        if (!std::holds_alternative<NewPatient>(match)) return SeveralPatients{};
        match = KnownPatient{index};
    }
    return match;
}

}  // namespace

bool is_same_patient(PatientDetails const& known, PatientDetails const& invited) {
    if (have_numbers(known, invited)) return known.patient_number == invited.patient_number;
    return are_at_one_address(known, invited) && have_one_name(known, invited);
}

bool is_corrected(PatientDetails const& known, PatientDetails const& invited) {
    if (have_numbers(known, invited) || known.name.empty() || !have_one_name(known, invited)) return false;
    return known.email == invited.email && is_slip(known.birth_date, invited.birth_date);
}

bool looks_alike(PatientDetails const& known, PatientDetails const& invited) {
    if (have_numbers(known, invited) || known.name.empty()) return false;
    return have_one_name(known, invited) && known.birth_date == invited.birth_date &&
           known.email != invited.email;
}

PatientMatch match_patient(std::span<PatientDetails const> known, PatientDetails const& invited) {
    for (std::size_t index = 0; index < known.size(); ++index)
        if (have_numbers(known[index], invited) && is_same_patient(known[index], invited))
            return KnownPatient{index};
    auto const same = only_one(known, [&](auto const& one) { return is_same_patient(one, invited); });
    if (!std::holds_alternative<NewPatient>(same)) return same;
    auto const corrected = only_one(known, [&](auto const& one) { return is_corrected(one, invited); });
    if (!std::holds_alternative<NewPatient>(corrected)) return corrected;
    for (std::size_t index = 0; index < known.size(); ++index)
        if (!invited.patient_number && are_at_one_address(known[index], invited))
            return PerhapsKnownPatient{index};
    return NewPatient{};
}

bool ends_earlier_links(PatientDetails const& known, PatientDetails const& invited) {
    return known.email != invited.email || known.birth_date != invited.birth_date ||
           known.postcode != invited.postcode;
}

bool ends_invitations(PatientDetails const& known, PatientDetails const& invited) {
    return known.email != invited.email;
}

bool is_letter_missing(LetterFacts const& facts, Time now) {
    if (!facts.practice_requires || facts.made_now) return false;
    return !facts.earlier_until || now >= *facts.earlier_until;
}

}  // namespace voordeur
