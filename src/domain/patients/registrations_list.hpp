// SPDX-License-Identifier: EUPL-1.2
// `voordeur registrations`: where each stands, in plain words, for the operator who helps a practice.
#pragma once

#include <functional>
#include <string>

#include "outbox/outbox_store.hpp"
#include "patients/patient_rooms.hpp"
#include "patients/registrations_list_store.hpp"

namespace voordeur {

// "the details were right; the second mail is on its way", and the like.
std::string where_it_stands(ListedRegistration const& registration, Time now);
// "1948", or "??48": what tells two people of one name apart, and no more of it than that.
std::string year_of_birth(std::string const& birth_date);
// "j…@post.example"
std::string masked(std::string const& email);
// "5 details, 4 super-PIN"; what the journey does not count any more is left out.
std::string tries_left(ListedRegistration const& registration, RegistrationLimits const& limits, Time now);
// "invitation sent, 24 November 2026, 13:52"
std::string message_words(MessageState const& message);

// A table with a head, one line a registration; a sentence when there is none.
std::string registrations_table(PatientRooms const& rooms, Practice const& practice, Time now);
// One JSON object a registration, without the end of the line.
void print_registrations_as_json(PatientRooms const& rooms, Practice const& practice, Time now,
                                 std::function<void(std::string const&)> const& print);

}  // namespace voordeur
