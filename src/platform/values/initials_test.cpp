// SPDX-License-Identifier: EUPL-1.2
#include <gtest/gtest.h>

#include "values/person_name.hpp"

namespace voordeur {
namespace {

struct Case {
    std::string_view name, short_name, initials;
};

constexpr Case cases[] = {
    {"Jan de Vries", "Jan V.", "J. V."},
    {"Şeyma Öztürk", "Şeyma Ö.", "Ş. Ö."},
    {"Voorbeeld", "Voorbeeld", "V."},
    {"J. Jansen", "J. J.", "J. J."},
    {"J.P.M. van Putten-van der Giessen", "J.P.M. P.", "J. P."},
    {"Jan Willem Jansen", "Jan J.", "J. J."},
    {"Jan  Jansen jr.", "Jan J.", "J. J."},
    {"", "", ""},
    // Titles
    {"mevrouw Van der Berg", "mevrouw B.", "B."},
    {"mevrouw J. Voorbeeld", "mevrouw J. V.", "J. V."},
    {"Mevrouw A. van den Berg-de Wit", "Mevrouw A. B.", "A. B."},
    {"meneer A. Tester", "meneer A. T.", "A. T."},
    {"mevr. Öztürk", "mevr. Ö.", "Ö."},
    {"Mw. J. Jansen", "Mw. J. J.", "J. J."},
    {"mw J. Jansen", "mw J. J.", "J. J."},
    {"Mw.J.Jansen", "Mw. J.", "J."},
    {"MEVROUW JANSEN", "MEVROUW J.", "J."},
    {"dhr. P. de Boer", "dhr. P. B.", "P. B."},
    {"de heer P. Smit", "de heer P. S.", "P. S."},
    {"De heer Smit", "De heer S.", "S."},
    {"Mrs Smith", "Mrs S.", "S."},
    {"Mr John Smith", "Mr John S.", "J. S."},
    {"prof. dr. ir. A. Bakker", "A. B.", "A. B."},
    {"prof.dr. A. Bakker", "A. B.", "A. B."},
    {"drs. Bakker", "Bakker", "B."},
    {"mevrouw dr. E. Visser", "mevrouw E. V.", "E. V."},
    // Prefixes
    {"P. van 't Hof", "P. H.", "P. H."},
    {"P. ’t Hart", "P. H.", "P. H."},
    {"P. ’tHart", "P. t.", "P. t."},
    {"Fatima el Amrani", "Fatima A.", "F. A."},
    {"Van der Berg", "Van der Berg", "B."},
    {"Ben Jansen", "Ben J.", "B. J."},
    {"Anh Le", "Anh L.", "A. L."},
    // Names that look like a title or a prefix
    {"De Heer", "De Heer", "H."},
    {"mevrouw De Heer", "mevrouw H.", "H."},
    {"J. de Heer", "J. H.", "J. H."},
    {"Dr", "Dr", "D."},
    {"De", "De", "D."},
    {"Mrs Mister", "Mrs M.", "M."},
    {"Drstad Jansen", "Drstad J.", "D. J."},
};

TEST(ShortName, IsTheFirstNameAndALetter) {
    for (auto const& known : cases) EXPECT_EQ(short_name(known.name), known.short_name) << known.name;
}

TEST(Initials, TellAStrangerNoName) {
    for (auto const& known : cases) EXPECT_EQ(initials(known.name), known.initials) << known.name;
}

}  // namespace
}  // namespace voordeur
