// SPDX-License-Identifier: EUPL-1.2
#include "patients/invite_rules.hpp"

namespace voordeur {

bool is_same_patient(PatientDetails const& known, PatientDetails const& invited) {
    if (known.patient_number && invited.patient_number) return known.patient_number == invited.patient_number;
    return known.email == invited.email && known.birth_date == invited.birth_date;
}

PatientMatch match_patient(std::span<PatientDetails const> known, PatientDetails const& invited) {
    std::optional<std::size_t> found;
    bool several = false;
    for (std::size_t index = 0; index < known.size(); ++index) {
        if (!is_same_patient(known[index], invited)) continue;
        if (known[index].patient_number && invited.patient_number) return KnownPatient{index};
        several = found.has_value();
        found = index;
    }
    if (several) return SeveralPatients{};
    if (found) return KnownPatient{*found};
    return NewPatient{};
}

bool ends_earlier_links(PatientDetails const& known, PatientDetails const& invited) {
    return known.email != invited.email || known.birth_date != invited.birth_date ||
           known.postcode != invited.postcode;
}

bool is_letter_missing(LetterFacts const& facts, Time now) {
    if (!facts.practice_requires || facts.made_now) return false;
    return !facts.earlier_until || now >= *facts.earlier_until;
}

}  // namespace voordeur
