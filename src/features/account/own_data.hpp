// SPDX-License-Identifier: EUPL-1.2
// All that is kept about the person of an account, without secrets, as facts that two files are made of.
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/time.hpp"
#include "page_function.hpp"
#include "words/word.hpp"

namespace voordeur {

// Lines of the access log in it, at most: the newest.
constexpr std::int64_t most_lines_of_own_data = 5000;

struct OwnFact {
    std::string_view key;  // for a computer
    Word label;            // for a reader
    std::variant<std::string, Time> value;
};
using OwnRecord = std::vector<OwnFact>;
struct OwnSection {
    std::string_view key;
    Word title;
    std::vector<OwnRecord> records;
};
std::vector<OwnSection> own_data_of(App const& app, PatientVisitor const& visitor);

std::string own_data_json(std::vector<OwnSection> const& sections, Time made_at);
// One page for itself: no scripts, and nothing that is fetched from elsewhere.
std::string own_data_html(App const& app, PatientVisitor const& visitor,
                          std::vector<OwnSection> const& sections);

}  // namespace voordeur
