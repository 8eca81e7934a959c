// SPDX-License-Identifier: EUPL-1.2
#include "pdf/make_pdf.hpp"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <stdexcept>
#include <thread>
#include <vector>

#include "pdf/pdf_for_tests.hpp"

namespace voordeur {
namespace {

using std::chrono::milliseconds;
using testing::ContainsRegex;
using testing::HasSubstr;
using testing::Not;

// Patient with a busy machine and a sanitizer.
PdfMaker real_maker() {
    return PdfMaker(pdf_program_under_test(), std::chrono::minutes{1});
}

std::string why_not(PdfMaker const& maker, Sheet const& sheet = sample_sheet()) {
    try {
        maker.make(sheet);
        return "made";
    } catch (std::runtime_error const& error) {
        return error.what();
    }
}

TEST(MakePdf, GivesOneTaggedPageWithItsTitle) {
    auto const facts = ask_poppler("pdfinfo", real_maker().make(sample_sheet()));
    EXPECT_THAT(facts, ContainsRegex("Title: +Bewaar uw super-PIN"));
    EXPECT_THAT(facts, ContainsRegex("Tagged: +yes"));
    EXPECT_THAT(facts, ContainsRegex("Pages: +1\n"));
    EXPECT_THAT(facts, ContainsRegex("Page size:.*A4"));
}

TEST(MakePdf, CarriesWhatJsonMustEscape) {
    auto sheet = sample_sheet();
    sheet.blocks = {Sheet::Paragraph{"\"Aan\" \\ <b>&amp;</b>\nde patiënt"}};
    auto const text = ask_poppler("pdftotext", real_maker().make(sheet));
    EXPECT_THAT(text, HasSubstr("\"Aan\" \\ <b>&amp;</b>\nde patiënt"));
}

TEST(MakePdf, WorksOnManyThreadsAtOnce) {
    auto const maker = real_maker();
    std::vector<std::string> made(6);
    std::vector<std::thread> threads;
    for (auto& pdf : made) threads.emplace_back([&] { pdf = maker.make(sample_sheet()); });
    for (auto& thread : threads) thread.join();
    for (auto const& pdf : made) EXPECT_THAT(ask_poppler("pdftotext", pdf), HasSubstr("7K3M-Q9TX-4HFA-W2RP"));
}

TEST(MakePdf, RunsNoMoreAtOnceThanItHasPlaces) {
    TemporaryFolder const folder;
    auto const alone = folder.file("alone").string();
    auto const program = folder.write_script(
        "alone.sh", "mkdir " + alone + " || exit 9\nsleep 0.05\nrmdir " + alone + "\nprintf %%PDF-");
    PdfMaker const maker(program, std::chrono::minutes{1}, {}, 1);
    std::vector<std::string> made(6);
    std::vector<std::thread> threads;
    for (std::size_t i = 0; i < made.size(); ++i)
        threads.emplace_back([&, i] {
            made[i] = i % 2 == 0 ? maker.make(sample_sheet())
                                 : maker.make_for(std::to_string(i), sample_sheet()).value_or("busy");
        });
    for (auto& thread : threads) thread.join();
    EXPECT_THAT(made, testing::Each("%PDF-"));
}

TEST(MakePdf, ShowsTheProgramNeitherOurEnvironmentNorOurFiles) {
    TemporaryFolder const folder;
    auto const seen = folder.file("seen").string();
    auto const script = "(env; echo \"arguments: $*\"; ls /proc/self/fd) >" + seen + "\nprintf %%PDF-";
    auto const program = folder.write_script("spy", script);
    setenv("VOORDEUR_TEST_SECRET", "in-the-environment", 1);
    auto const inherited = open("/dev/null", O_RDONLY);
    auto const leaky = fcntl(inherited, F_DUPFD, 99);
    PdfMaker(program).make(sample_sheet());
    close(leaky);
    close(inherited);
    EXPECT_THAT(folder.read("seen"), HasSubstr("arguments: \n"));
    EXPECT_THAT(folder.read("seen"), Not(HasSubstr("in-the-environment")));
    EXPECT_THAT(folder.read("seen"), Not(HasSubstr("\n99\n")));
}

TEST(MakePdf, TellsWhatTheProgramRefusesWithoutTheSheet) {
    auto sheet = sample_sheet();
    sheet.blocks = {Sheet::Numbers{{{"Super-PIN", std::string(100, 'X')}}}};
    auto const sentence = why_not(real_maker(), sheet);
    EXPECT_EQ(sentence, "The PDF program says: The sheet, block 1, number 1, value is too long.");
}

TEST(MakePdf, RefusesTextThatIsNotUtf8WithoutQuotingIt) {
    auto sheet = sample_sheet();
    sheet.title = "geheim \xff";
    EXPECT_EQ(why_not(real_maker(), sheet), "The sheet for the PDF program is not UTF-8.");
}

TEST(MakePdf, SaysWhichProgramIsMissing) {
    PdfMaker const maker("/nowhere/voordeur-pdf");
    EXPECT_THAT(why_not(maker), HasSubstr("/nowhere/voordeur-pdf"));
    EXPECT_THROW(maker.check(), std::runtime_error);
    EXPECT_NO_THROW(real_maker().check());
}

TEST(MakePdf, StopsAProgramThatHangs) {
    TemporaryFolder const folder;
    auto const program =
        folder.write_script("hang", "echo $$ >" + folder.file("id").string() + "\nexec sleep 60");
    EXPECT_EQ(why_not(PdfMaker(program, milliseconds{300})),
              "The PDF program took too long and was stopped.");
    EXPECT_FALSE(std::filesystem::exists("/proc/" + std::to_string(std::stoi(folder.read("id")))));
}

TEST(MakePdf, StopsAProgramThatClosesItsStreamsAndHangs) {
    TemporaryFolder const folder;
    auto const program = folder.write_script("hang", "exec sleep 60 <&- >&- 2>&-");
    EXPECT_EQ(why_not(PdfMaker(program, milliseconds{300})), "The PDF program did not end.");
}

TEST(MakePdf, OutlivesAProgramThatReadsNothing) {
    TemporaryFolder const folder;
    auto sheet = sample_sheet();
    sheet.blocks = {Sheet::Paragraph{std::string(4 * 1024 * 1024, 'x')}};
    EXPECT_EQ(why_not(PdfMaker(folder.write_script("deaf", "exit 3")), sheet),
              "The PDF program ended with status 3.");
}

TEST(MakePdf, TellsACrashFromARefusal) {
    TemporaryFolder const folder;
    EXPECT_EQ(why_not(PdfMaker(folder.write_script("crash", "echo geheim >&2; kill -11 $$"))),
              "The PDF program was ended by signal 11.");
}

TEST(MakePdf, BelievesOnlyAPdf) {
    TemporaryFolder const folder;
    EXPECT_EQ(why_not(PdfMaker(folder.write_script("html", "echo '<html>'"))),
              "The PDF program gave no PDF.");
    EXPECT_EQ(why_not(PdfMaker(folder.write_script("flood", "exec cat /dev/zero"))),
              "The PDF program wrote more than a page can need.");
}

TEST(MakePdf, LooksForTheProgramBesideTheRunningOne) {
    auto const path = pdf_program_beside_this_one();
    EXPECT_EQ(path.filename(), "voordeur-pdf");
    EXPECT_EQ(path.parent_path(), std::filesystem::read_symlink("/proc/self/exe").parent_path());
}

}  // namespace
}  // namespace voordeur
