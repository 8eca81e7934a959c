// SPDX-License-Identifier: EUPL-1.2
// docs/security/asvs.md lists the events that there are, and no other.
#include "audit/audit_catalogue.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <regex>
#include <set>
#include <string>

namespace voordeur {
namespace {

std::string paragraph_of_events() {
    std::ifstream stream(std::string(VOORDEUR_SOURCE_DIR) + "/docs/security/asvs.md");
    std::string paragraph;
    for (std::string line; std::getline(stream, line) && !(line.empty() && !paragraph.empty());)
        if (!paragraph.empty() || line.starts_with("Events of the audit log:")) paragraph += line + " ";
    return paragraph;
}

// "`practice.added`, `.changed`" are practice.added and practice.changed.
std::set<std::string> documented_events() {
    auto const paragraph = paragraph_of_events();
    std::set<std::string> events;
    std::string noun;
    static std::regex const event("`([a-z_]*)\\.([a-z_]+)`");
    for (std::sregex_iterator found(paragraph.begin(), paragraph.end(), event), end; found != end; ++found) {
        if ((*found)[1].length() > 0) noun = (*found)[1];
        events.insert(noun + "." + (*found)[2].str());
    }
    return events;
}

TEST(AuditCatalogue, IsWhatTheDocumentSays) {
    std::set<std::string> names;
    for (auto const& [type, name] : audit_types) names.emplace(name);
    EXPECT_EQ(names.size(), audit_types.size()) << "each name once";
    EXPECT_EQ(documented_events(), names);
}

}  // namespace
}  // namespace voordeur
