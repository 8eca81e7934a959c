// SPDX-License-Identifier: EUPL-1.2
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "pdf/pdf_for_tests.hpp"

namespace voordeur {
namespace {

using nlohmann::json;
using testing::AllOf;
using testing::ContainsRegex;
using testing::HasSubstr;
using testing::MatchesRegex;

json sample() {
    return json::parse(R"({
        "language": "nl", "title": "Bewaar uw super-PIN", "date": "24 november 2026",
        "sender": ["Huisartsenpraktijk De Linde", "0123 - 45 67 89"], "addressee": "Mevrouw J. Voorbeeld",
        "blocks": [
            {"heading": "Uw gegevens"}, {"paragraph": "U heeft deze gegevens nodig."},
            {"numbers": [{"label": "Klantnummer", "value": "123 456 7890"},
                         {"label": "Super-PIN", "value": "7K3M-Q9TX-4HFA-W2RP"}]},
            {"qr": "https://mijn.delinde.example/a", "caption": "mijn.delinde.example"}],
        "footer": "Vragen? Bel de praktijk."})");
}

Ran run_program(std::string const& input) {
    return run_with_input(pdf_program_under_test().string(), input);
}

std::string made(json const& sheet) {
    auto const ran = run_program(sheet.dump());
    EXPECT_EQ(ran.status, 0) << ran.complaint;
    EXPECT_EQ(ran.complaint, "");
    return ran.output;
}

std::string refused(std::string const& input) {
    auto const ran = run_program(input);
    EXPECT_EQ(ran.status, 2);
    EXPECT_EQ(ran.output, "");
    EXPECT_THAT(ran.complaint, MatchesRegex("[A-Z][^\n]*\\.\n"));
    return ran.complaint;
}

TEST(VoordeurPdf, KeepsEachNumberOnItsLabelsLine) {
    for (auto const& tool : {"pdftotext", "pdftotext -layout", "pdftotext -raw"}) {
        auto const text = ask_poppler(tool, made(sample()));
        EXPECT_THAT(text, ContainsRegex("Klantnummer +123 456 7890\n")) << tool;
        EXPECT_THAT(text, ContainsRegex("Super-PIN +7K3M-Q9TX-4HFA-W2RP\n")) << tool;
    }
}

TEST(VoordeurPdf, KeepsLongAndUnequalLabelsWithTheirNumbers) {
    auto sheet = sample();
    sheet["blocks"] =
        json::parse(R"([{"numbers": [{"label": "Lange naam super-PIN", "value": "7K3M-Q9TX-4HFA-W2RP"},
                                                   {"label": "PIN", "value": "123 456 7890"}]}])");
    auto const text = ask_poppler("pdftotext", made(sheet));
    EXPECT_THAT(text, ContainsRegex("Lange naam super-PIN +7K3M-Q9TX-4HFA-W2RP\n"));
    EXPECT_THAT(text, ContainsRegex("PIN +123 456 7890\n"));
}

TEST(VoordeurPdf, HasAStructureInReadingOrder) {
    auto const structure = ask_poppler("pdfinfo -struct", made(sample()));
    EXPECT_THAT(structure,
                HasSubstr("Document\n  P (block)\n  P (block)\n  P (block)\n  P (block)\n  H1 (block)\n"
                          "  H2 (block)\n  P (block)\n  P (block)\n  P (block)\n  Figure"));
}

TEST(VoordeurPdf, ReadsALabelAndItsNumberAsWordsApart) {
    EXPECT_THAT(ask_poppler("pdfinfo -struct-text", made(sample())),
                ContainsRegex("\"Klantnummer +123 456 7890\""));
}

TEST(VoordeurPdf, SaysWhatTheQrCodeSays) {
    EXPECT_THAT(made(sample()), HasSubstr("/Alt (QR-code: https://mijn.delinde.example/a)"));
}

TEST(VoordeurPdf, EmbedsItsFonts) {
    auto const fonts = ask_poppler("pdffonts", made(sample()));
    EXPECT_THAT(fonts, HasSubstr("+DejaVuSans "));
    EXPECT_THAT(fonts, HasSubstr("+DejaVuSansMono-Bold "));
    EXPECT_THAT(fonts, testing::Not(ContainsRegex(" no +(yes|no) +(yes|no) ")));
}

TEST(VoordeurPdf, NamesItsLanguageAndShowsItsTitle) {
    auto sheet = sample();
    EXPECT_THAT(made(sheet), AllOf(HasSubstr("/Lang (nl-NL)"), HasSubstr("/DisplayDocTitle true")));
    sheet["language"] = "en";
    EXPECT_THAT(made(sheet), AllOf(HasSubstr("/Lang (en-GB)"), HasSubstr("/Alt (QR code: ")));
    sheet["language"] = "de";
    EXPECT_EQ(refused(sheet.dump()), "The sheet, language must be \"nl\" or \"en\".\n");
}

TEST(VoordeurPdf, PrintsNamesFromEverywhere) {
    auto sheet = sample();
    sheet["addressee"] = "Mevrouw Ş. Çelik-Bruïne Łaźniak ğ İ ı ž ř ő Ø ẞ ĳ";
    EXPECT_THAT(ask_poppler("pdftotext", made(sheet)),
                HasSubstr("Mevrouw Ş. Çelik-Bruïne Łaźniak ğ İ ı ž ř ő Ø ẞ ĳ"));
}

// As patients are called: in Amharic, Korean, Hindi, Arabic, Hebrew, Chinese, and with what a phone's
// keyboard has.
TEST(VoordeurPdf, PrintsEveryScriptOrSaysThatItCannot) {
    for (auto const* name : {"አበበ በቂላ", "김민준", "अनिल कुमार", "محمد", "יעל", "王小明", "Jan 🙂"}) {
        auto sheet = sample();
        sheet["blocks"][1]["paragraph"] = std::string("Beste ") + name + ",";
        auto const ran = run_program(sheet.dump());
        if (ran.status == 0)
            EXPECT_THAT(ask_poppler("pdffonts", ran.output), testing::Not(HasSubstr("[none]"))) << name;
        else
            EXPECT_THAT(ran.complaint, HasSubstr("letters that no installed font has")) << name;
    }
}

// No character yet: no font has it.
TEST(VoordeurPdf, RefusesBoxesAndLeavesANameOutThatWouldBeThem) {
    constexpr auto nobodys = "\U00050000";
    auto sheet = sample();
    sheet["blocks"][1]["paragraph"] = std::string("Beste ") + nobodys;
    EXPECT_THAT(refused(sheet.dump()), HasSubstr("install fonts-unifont or fonts-noto-core"));
    sheet = sample();
    sheet["addressee"] = nobodys;
    EXPECT_THAT(ask_poppler("pdfinfo -struct", made(sheet)),
                HasSubstr("Document\n  P (block)\n  P (block)\n  P (block)\n  H1"));
}

TEST(VoordeurPdf, HasTheColourOfTheBrandAndItsLogo) {
    auto sheet = sample();
    EXPECT_THAT(made(sheet), testing::Not(HasSubstr("/Subtype /Image")));
    sheet["accent"] = "#12508f";
    // One red pixel.
    sheet["logo"] =
        "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de000"
        "0000c49444154789c63f8cfc0000003010100c9fe92ef0000000049454e44ae426082";
    EXPECT_THAT(made(sheet), HasSubstr("/Subtype /Image"));
    sheet["logo"] = "89504e47";
    EXPECT_EQ(refused(sheet.dump()), "The logo is not a PNG.\n");
    sheet["logo"] = "zz";
    EXPECT_EQ(refused(sheet.dump()), "The sheet, logo must be hexadecimal.\n");
    sheet.erase("logo");
    sheet["accent"] = "blue";
    EXPECT_EQ(refused(sheet.dump()), "The sheet, accent must be a colour such as #0c6363.\n");
}

TEST(VoordeurPdf, ComposesLettersAndTheirMarks) {
    auto sheet = sample();
    sheet["addressee"] = "Rene\u0301 C\u0327elik";
    EXPECT_THAT(ask_poppler("pdftotext", made(sheet)), HasSubstr("René Çelik"));
}

TEST(VoordeurPdf, PrintsMarkupAsText) {
    auto sheet = sample();
    sheet["addressee"] = "<b>&amp;</b> %s {{X}}";
    EXPECT_THAT(ask_poppler("pdftotext", made(sheet)), HasSubstr("<b>&amp;</b> %s {{X}}"));
}

TEST(VoordeurPdf, LeavesOutWhatIsEmpty) {
    auto sheet = sample();
    sheet.erase("addressee");
    sheet["date"] = "";
    sheet["footer"] = "";
    EXPECT_THAT(ask_poppler("pdfinfo -struct", made(sheet)),
                HasSubstr("Document\n  P (block)\n  P (block)\n  H1"));
}

TEST(VoordeurPdf, SetsLongTextSmallerOnOnePage) {
    auto sheet = sample();
    std::string text;
    for (int index = 0; index < 150; ++index) text += "woorden ";
    sheet["blocks"].push_back({{"paragraph", text + "einde"}});
    auto const pdf = made(sheet);
    EXPECT_THAT(ask_poppler("pdfinfo", pdf), ContainsRegex("Pages: +1\n"));
    EXPECT_THAT(ask_poppler("pdftotext", pdf), HasSubstr("einde"));
}

TEST(VoordeurPdf, RefusesWhatDoesNotFit) {
    auto sheet = sample();
    auto const text = std::string(3500, 'x');
    for (int index = 0; index < 4; ++index) sheet["blocks"].push_back({{"paragraph", text}});
    EXPECT_THAT(refused(sheet.dump()), HasSubstr("does not fit on one page"));
    sheet = sample();
    sheet["blocks"] = json::parse(R"([{"numbers": [{"label": "", "value": "1"}]}])");
    sheet["blocks"][0]["numbers"][0]["label"] = std::string(100, 'W');
    EXPECT_THAT(refused(sheet.dump()), HasSubstr("does not fit on one page"));
}

// As they are counted where they were typed: a name has 120 characters, whatever each takes in UTF-8, and
// however its marks were written.
TEST(VoordeurPdf, CountsCharactersAndNotBytes) {
    std::string wide, decomposed;
    for (int i = 0; i < 120; ++i) wide += "ẞ", decomposed += "o\u0302\u0309";
    for (auto const& name : {wide, decomposed}) {
        auto sheet = sample();
        sheet["addressee"] = name;
        sheet["sender"][0] = name;
        sheet["blocks"] = json::parse(R"([{"heading": "x"}, {"paragraph": "x"}])");
        sheet["blocks"][0]["heading"] = name;
        EXPECT_THAT(ask_poppler("pdfinfo", made(sheet)), ContainsRegex("Pages: +1\n"));
        sheet["addressee"] = name + name + name;
        EXPECT_EQ(refused(sheet.dump()), "The sheet, addressee is too long.\n");
    }
}

TEST(VoordeurPdf, RefusesKeysItDoesNotKnow) {
    auto sheet = sample();
    sheet["extra"] = "x";
    EXPECT_EQ(refused(sheet.dump()), "The sheet has a key that is not known.\n");
    sheet = sample();
    sheet["blocks"][0]["caption"] = "x";
    EXPECT_EQ(refused(sheet.dump()), "The sheet, block 1 has a key that is not known.\n");
    sheet = sample();
    sheet["blocks"][2]["numbers"][1]["extra"] = 1;
    EXPECT_EQ(refused(sheet.dump()), "The sheet, block 3, number 2 has a key that is not known.\n");
}

TEST(VoordeurPdf, RefusesWhatIsMissingOrOfAnotherKind) {
    for (auto const& key : {"language", "title", "sender", "date", "blocks", "footer"}) {
        auto sheet = sample();
        sheet.erase(key);
        EXPECT_EQ(refused(sheet.dump()), std::string("The sheet, ") + key + " is missing.\n");
        sheet[key] = 1;
        EXPECT_THAT(refused(sheet.dump()), HasSubstr(std::string("The sheet, ") + key + " must be a "));
    }
    EXPECT_EQ(refused("[]"), "The sheet must be an object.\n");
}

TEST(VoordeurPdf, RefusesCharactersThatCannotBePrinted) {
    for (auto const* text : {"a\tb", "a\nb", "a\x1b[0m", "a\u0085b", "a\uffff", "a\U0010fffe"}) {
        auto sheet = sample();
        sheet["title"] = text;
        EXPECT_EQ(refused(sheet.dump()), "The sheet, title has a character that cannot be printed.\n");
    }
    auto sheet = sample();
    sheet["blocks"][1]["paragraph"] = std::string("a\0b", 3);
    EXPECT_EQ(refused(sheet.dump()),
              "The sheet, block 2, paragraph has a character that cannot be printed.\n");
}

TEST(VoordeurPdf, RefusesWhatIsNoSheetWithoutQuotingIt) {
    EXPECT_EQ(refused(""), "The sheet is not JSON in UTF-8, from byte 1.\n");
    EXPECT_EQ(refused("geheim"), "The sheet is not JSON in UTF-8, from byte 1.\n");
    EXPECT_EQ(refused("{\"title\": \"geheim \xff\"}"), "The sheet is not JSON in UTF-8, from byte 19.\n");
    EXPECT_EQ(refused(std::string(64 * 1024, '[')), "The sheet is not JSON in UTF-8, from byte 65537.\n");
    EXPECT_EQ(refused(std::string(320 * 1024 + 1, ' ')), "The sheet is larger than 320 KiB.\n");
}

}  // namespace
}  // namespace voordeur
