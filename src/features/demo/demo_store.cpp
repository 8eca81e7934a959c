// SPDX-License-Identifier: EUPL-1.2
#include "demo/demo_store.hpp"

#include <string_view>

namespace voordeur {
namespace {

constexpr std::string_view select_patients =
    "SELECT name, email, birth_date, postcode, (SELECT count(*) FROM registration WHERE patient_id = "
    "patient.id AND letter_expires_at IS NOT NULL) FROM patient ORDER BY made_at DESC, id DESC LIMIT 50";

}  // namespace

std::vector<DemoPatient> demo_patients(Transaction& transaction) {
    std::vector<DemoPatient> patients;
    for (auto const& row : transaction.all(select_patients))
        patients.push_back({row.text(0), row.text(1), row.text(2), row.text(3), row.flag(4)});
    return patients;
}

}  // namespace voordeur
