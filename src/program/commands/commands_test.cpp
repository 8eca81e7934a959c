// SPDX-License-Identifier: EUPL-1.2
#include "commands/commands.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <regex>
#include <vector>

#include "base/forbid_dumps.hpp"
#include "commands/command_groups.hpp"
#include "configuration/config_test_folder.hpp"

namespace voordeur {
namespace {

using testing::ContainsRegex;
using testing::EndsWith;
using testing::HasSubstr;
using testing::StartsWith;

struct Ran {
    int status = 0;
    std::string out, err;
};

Ran run(std::vector<std::string> words) {
    words.insert(words.begin(), "voordeur");
    std::vector<char*> pointers;
    for (auto& word : words) pointers.push_back(word.data());
    testing::internal::CaptureStdout();
    testing::internal::CaptureStderr();
    auto const status = run_command(static_cast<int>(pointers.size()), pointers.data());
    return {status, testing::internal::GetCapturedStdout(), testing::internal::GetCapturedStderr()};
}

// --- Without a database: help, and every refusal
// --------------------------------------------------------------------

TEST(Commands, HelpNamesEveryCommand) {
    auto const ran = run({"--help"});
    EXPECT_EQ(ran.status, 0);
    for (auto const* name : {"serve", "migrate", "check", "practice", "invite", "registrations", "unlock",
                             "reset-second-factor", "messages", "audit"})
        EXPECT_THAT(ran.out, HasSubstr(name));
}

TEST(Commands, EveryCommandHasHelpWithAnExample) {
    std::vector<std::vector<std::string>> const commands{
        {"serve"},
        {"migrate"},
        {"check"},
        {"practice", "add"},
        {"practice", "list"},
        {"practice", "change"},
        {"invite"},
        {"registrations"},
        {"unlock"},
        {"reset-second-factor"},
        {"messages"},
        {"audit", "verify"},
        {"audit", "export"},
    };
    for (auto words : commands) {
        std::string const name = words[0] + (words.size() > 1 ? " " + words[1] : "");
        words.push_back("--help");
        auto const ran = run(words);
        EXPECT_EQ(ran.status, 0);
        EXPECT_THAT(ran.out, HasSubstr("Example:\n  voordeur " + name)) << name;
        EXPECT_THAT(ran.out, HasSubstr("--config")) << name;
    }
}

TEST(Commands, AGroupsHelpLeadsToItsCommands) {
    for (std::string const group : {"practice", "audit"})
        EXPECT_THAT(run({group, "--help"}).out, HasSubstr("voordeur " + group + " COMMAND --help")) << group;
}

TEST(Commands, AGroupsHelpIsItsOwn) {
    for (auto const& group : all_groups())
        if (!group.name.empty()) {
            EXPECT_THAT(run({group.name, "--help"}).out, StartsWith(group.help + "\n")) << group.name;
            EXPECT_THAT(run({"--help"}).out, HasSubstr(group.help)) << group.name;
        }
}

TEST(Commands, TellTheirVersion) {
    EXPECT_THAT(run({"--version"}).out, StartsWith("voordeur "));
}

// A command holds the keys and the patients as the server does.
TEST(Commands, LeaveNoDumpBehind) {
    auto const child = fork();
    if (child == 0) {
        forbid_dumps();  // as main does before anything
        _exit(prctl(PR_GET_DUMPABLE));
    }
    int ended = 0;
    ASSERT_EQ(waitpid(child, &ended, 0), child);
    EXPECT_EQ(WEXITSTATUS(ended), 0);
}

std::vector<std::string> invite_words(std::vector<std::pair<std::string, std::string>> const& changed = {}) {
    std::vector<std::pair<std::string, std::string>> flags{
        {"--practice", "de-linde"},     {"--name", "Jan de Vries"}, {"--email", "jan@post.example"},
        {"--birth-date", "1948-03-07"}, {"--postcode", "1234AB"},   {"--config", "/nowhere/voordeur.toml"},
    };
    for (auto const& [flag, value] : changed) {
        std::erase_if(flags, [&, name = flag](auto const& known) { return known.first == name; });
        if (value != "-") flags.emplace_back(flag, value);
    }
    std::vector<std::string> words{"invite"};
    for (auto const& [flag, value] : flags) {
        words.push_back(flag);
        words.push_back(value);
    }
    return words;
}

struct RefusedCase {
    std::vector<std::string> words;
    std::string sentence;
};

class Refused : public testing::TestWithParam<RefusedCase> {};

TEST_P(Refused, InOneSentenceWithStatusTwo) {
    auto const ran = run(GetParam().words);
    EXPECT_EQ(ran.err, GetParam().sentence + "\n");
    EXPECT_EQ(ran.out, "");
    EXPECT_EQ(ran.status, 2);
}

INSTANTIATE_TEST_SUITE_P(
    Words, Refused,
    testing::Values(
        RefusedCase{{}, "Say what to do; voordeur --help shows every command."},
        RefusedCase{{"invit"}, "There is no command invit; voordeur --help shows what there is."},
        RefusedCase{{"--verbose"}, "There is no command --verbose; voordeur --help shows what there is."},
        RefusedCase{{"practice"},
                    "Say what to do with it: voordeur practice add or voordeur practice change or voordeur "
                    "practice list."},
        RefusedCase{{"practice", "remove"},
                    "voordeur practice does not know remove; voordeur practice --help shows what there is."},
        RefusedCase{{"migrate", "--confg", "x"},
                    "voordeur migrate does not know --confg; voordeur migrate --help shows what there is."},
        RefusedCase{{"migrate", "now", "--config", "x"},
                    "voordeur migrate does not know now; voordeur migrate --help shows what there is."},
        RefusedCase{
            {"practice", "list", "--all", "--config", "x"},
            "voordeur practice list does not know --all; voordeur practice list --help shows what there is."},
        RefusedCase{{"migrate", "unlock"},
                    "voordeur migrate does not know unlock; voordeur migrate --help shows what there is."},
        RefusedCase{{"migrate", "--config"}, "--config needs a value after it."},
        RefusedCase{{"migrate", "--config", "x", "--config", "y"},
                    "--config is given more than once; give it once."},
        RefusedCase{{"migrate"}, "voordeur migrate needs --config, for example --config voordeur.toml."},
        RefusedCase{{"unlock", "--config", "x"},
                    "voordeur unlock needs --registration, for example --registration "
                    "01936a5e-7c1b-7d2f-8a3b-4c5d6e7f8091."},
        RefusedCase{invite_words({{"--email", "-"}}),
                    "voordeur invite needs --email, for example --email jan@post.example."},
        RefusedCase{{"migrate", "--config", "/nowhere/voordeur.toml"},
                    "/nowhere/voordeur.toml: cannot be read (No such file or directory); give the path of "
                    "your configuration with --config."}));

INSTANTIATE_TEST_SUITE_P(
    Values, Refused,
    testing::Values(
        RefusedCase{
            invite_words({{"--practice", "De Linde"}}),
            "--practice must be 1 to 60 small letters, digits and dashes, no dash at either end, such as "
            "de-linde."},
        RefusedCase{invite_words({{"--letter", ""}}),
                    "--letter is empty; give the name of a file, for example --letter letter.pdf."},
        RefusedCase{{"migrate", "--config", ""},
                    "--config is empty; give the name of a file, for example --config voordeur.toml."},
        RefusedCase{
            invite_words({{"--name", ""}}),
            "--name must be 1 to 120 characters on one line, without < or >, such as \"Jan de Vries\"."},
        RefusedCase{
            invite_words({{"--name", "Jan\nde Vries"}}),
            "--name must be 1 to 120 characters on one line, without < or >, such as \"Jan de Vries\"."},
        RefusedCase{invite_words({{"--email", "jan"}}),
                    "--email must be an e-mail address, such as jan@post.example."},
        RefusedCase{
            invite_words({{"--birth-date", "1948-02-30"}}),
            "--birth-date must be a day that has been, written as 1948-03-07; put ?\? for what is not known, "
            "as in 1976-?\?-?\?."},
        RefusedCase{
            invite_words({{"--birth-date", "03-1948"}}),
            "--birth-date must be a day that has been, written as 1948-03-07; put ?\? for what is not known, "
            "as in 1976-?\?-?\?."},
        RefusedCase{invite_words({{"--postcode", "AB"}}),
                    "--postcode must be a postcode of 3 to 10 letters and digits, such as 1234AB."},
        RefusedCase{
            invite_words({{"--patient-number", " "}}),
            "--patient-number must be the practice's own number of the patient, 1 to 40 characters on one "
            "line."},
        RefusedCase{{"unlock", "--registration", "12", "--config", "x"},
                    "--registration must be the id of a registration, as voordeur registrations shows it."},
        RefusedCase{{"reset-second-factor", "--practice", "de-linde", "--customer-number", "1234567890",
                     "--config", "x"},
                    "--customer-number must be the ten digits of the patient's customer number; at least one "
                    "of these "
                    "is wrong."},
        RefusedCase{{"practice", "add", "--slug", "-a", "--name", "A", "--config", "x"},
                    "--slug must be 1 to 60 small letters, digits and dashes, no dash at either end, such as "
                    "de-linde."},
        RefusedCase{
            {"practice", "change", "--practice", "a", "--config", "x"},
            "Say what to change: --name, --phone, --email, --letter-required, --letter-not-required, "
            "--no-sms-for-new-patients, --sms-for-new-patients, --names-in-log or --functions-in-log."},
        RefusedCase{{"practice", "change", "--practice", "a", "--letter-required", "--letter-not-required",
                     "--config", "x"},
                    "Give --letter-required or --letter-not-required, not both."},
        RefusedCase{
            {"practice", "add", "--slug", "a", "--name", "A", "--phone", "bel ons", "--config", "x"},
            "--phone must be a telephone number as patients are to read it, such as \"0123 - 45 67 89\"."},
        RefusedCase{{"practice", "add", "--slug", "a", "--name", "A", "--phone", "020 5550134 / 06 12345678",
                     "--config", "x"},
                    "--phone must be one telephone number that can be dialled, such as \"0123 - 45 67 "
                    "89\"; give the first where there are several."}));

INSTANTIATE_TEST_SUITE_P(
    MobileNumbers, Refused,
    testing::Values(
        RefusedCase{invite_words({{"--phone", "?"}}),
                    "--phone must be a mobile number, such as 0612345678 or +31612345678."},
        RefusedCase{
            invite_words({{"--phone", "061234"}}),
            "--phone has too few digits for a mobile number; give one such as 0612345678 or +31612345678."},
        RefusedCase{
            invite_words({{"--phone", "06123456789012"}}),
            "--phone has too many digits for a mobile number; give one such as 0612345678 or +31612345678."},
        RefusedCase{
            invite_words({{"--phone", "0205550134"}}),
            "--phone is not a mobile number and cannot get an SMS; give a mobile one or leave it out."},
        RefusedCase{
            invite_words({{"--phone", "097012345678"}}),
            "--phone begins with 097, which is for machines; give a person's mobile number or leave it out."},
        RefusedCase{
            invite_words({{"--phone", "+999612345678"}}),
            "--phone does not begin as any country's mobile numbers do; give one such as 0612345678 or "
            "+31612345678."},
        RefusedCase{invite_words({{"--phone", "0612345678 toestel 3"}}),
                    "--phone has letters or an extension; give the digits of a mobile number alone, such as "
                    "0612345678."}));

// --- With a database of its own
// ---------------------------------------------------------------------------------------

class Installed : public testing::Test {
  protected:
    Installed() { folder.write("voordeur.toml", "public_url = \"http://127.0.0.1:8080\"\n"); }

    std::string file(std::string const& name) const { return (folder / name).string(); }
    Ran command(std::vector<std::string> words) const {
        words.insert(words.end(), {"--config", file("voordeur.toml")});
        return run(words);
    }
    Ran invite(std::vector<std::pair<std::string, std::string>> changed = {}) const {
        changed.emplace_back("--config", file("voordeur.toml"));
        return run(invite_words(changed));
    }
    void migrate() const { ASSERT_EQ(command({"migrate"}).err, ""); }
    void add_practice(std::vector<std::string> more = {}) const {
        std::vector<std::string> words{"practice", "add", "--slug", "de-linde", "--name", "De Linde"};
        words.insert(words.end(), more.begin(), more.end());
        ASSERT_EQ(command(words).err, "");
    }
    std::string refusal(Ran const& ran) const {
        EXPECT_EQ(ran.status, 2);
        EXPECT_EQ(ran.out, "");
        return folder.without_folder(ran.err);
    }
    static std::string registration_in(std::string const& text) {
        std::smatch found;
        return std::regex_search(text, found, std::regex("registration ([0-9a-f-]{36})")) ? found[1].str()
                                                                                          : "";
    }

    ConfigTestFolder folder;
};

TEST_F(Installed, MigrateMakesTheKeyRingOnceAndForItsOwnerOnly) {
    EXPECT_THAT(command({"migrate"}).out, StartsWith("The database is up to date; migrations applied: "));
    EXPECT_EQ(command({"migrate"}).out, "The database is up to date; there was nothing to do.\n");
    using std::filesystem::perms;
    EXPECT_EQ(std::filesystem::status(folder / "data").permissions(), perms::owner_all);
    for (auto const* name : {"data/keys", "data/voordeur.db"})
        EXPECT_EQ(std::filesystem::status(folder / name).permissions(),
                  perms::owner_read | perms::owner_write);
}

TEST_F(Installed, RefuseBeforeTheFirstMigrationAndMakeNothing) {
    EXPECT_EQ(refusal(command({"practice", "list"})),
              "There is no database yet; run voordeur migrate --config voordeur.toml first.\n");
    EXPECT_FALSE(std::filesystem::exists(folder / "data"));
}

TEST_F(Installed, RefuseAKeyRingThatIsMissingOrAnothers) {
    migrate();
    std::filesystem::rename(folder / "data/keys", folder / "keys-kept");
    EXPECT_EQ(refusal(command({"practice", "list"})),
              "The key ring data/keys is missing: restore it from the backup.\n");
    EXPECT_EQ(refusal(command({"migrate"})),
              "The key ring data/keys is missing: restore it from the backup.\n");
    folder.write("other.toml", "data_dir = \"other\"\n");
    ASSERT_EQ(run({"migrate", "--config", file("other.toml")}).err, "");
    std::filesystem::copy(folder / "other/keys", folder / "data/keys");
    std::filesystem::permissions(folder / "data/keys", std::filesystem::perms(0600));
    EXPECT_EQ(
        refusal(command({"migrate"})),
        "The key ring data/keys is not the one of this database; restore the file that belongs to it.\n");
}

TEST_F(Installed, MigrateGoesOnAfterItWasBrokenOffBehindTheKeyRing) {
    migrate();
    std::filesystem::remove(folder / "data/voordeur.db");
    EXPECT_EQ(command({"migrate"}).status, 0);
    EXPECT_EQ(command({"practice", "list"}).status, 0);
}

TEST_F(Installed, PracticesAreAddedOnceAndListed) {
    migrate();
    EXPECT_EQ(command({"practice", "list"}).out,
              "There is no practice yet; voordeur practice add makes one.\n");
    add_practice({"--phone", "0123 - 45 67 89", "--letter-required"});
    EXPECT_THAT(command({"practice", "list"}).out,
                EndsWith("de-linde  De Linde  0123 - 45 67 89  -       required  yes  functions\n"));
    EXPECT_EQ(refusal(command({"practice", "add", "--slug", "de-linde", "--name", "De Linde"})),
              "There is a practice de-linde already; give another --slug.\n");
    EXPECT_EQ(refusal(invite({{"--practice", "de-eik"}})),
              "There is no practice de-eik; voordeur practice list shows which there are.\n");
    EXPECT_EQ(refusal(invite()),
              "De Linde requires a letter; add --letter FILE, for example --letter letter.pdf.\n");
}

// Every page, mail and letter tells patients to call somebody.
TEST_F(Installed, APracticeWithoutATelephoneIsSaidToHaveNoneUnlessTheOperatorHasOne) {
    migrate();
    auto const without_phone = command({"practice", "add", "--slug", "de-eik", "--name", "De Eik"});
    EXPECT_THAT(without_phone.out,
                HasSubstr("find no number: give this practice one by voordeur practice change"));
    EXPECT_EQ(
        command({"practice", "add", "--slug", "de-es", "--name", "De Es", "--phone", "020 555 01 34"}).out,
        "De Es is added as de-es.\n");
    folder.write("voordeur.toml",
                 "public_url = \"http://127.0.0.1:8080\"\n[operator]\nphone = \"020 555 01 99\"\n");
    EXPECT_EQ(command({"practice", "add", "--slug", "de-iep", "--name", "De Iep"}).out,
              "De Iep is added as de-iep.\n");
}

TEST_F(Installed, APracticeIsChangedWhereSomethingWasTyped) {
    migrate();
    add_practice({"--phone", "0123 - 45 67 89", "--email", "info@delinde.example", "--letter-required"});
    EXPECT_EQ(command({"practice", "change", "--practice", "de-linde", "--phone", "020 555 0134"}).out,
              "De Linde is changed.\n");
    EXPECT_THAT(
        command({"practice", "list"}).out,
        EndsWith("de-linde  De Linde  020 555 0134  info@delinde.example  required  yes  functions\n"));
    command({"practice", "change", "--practice", "de-linde", "--name", "De Eik", "--email",
             "info@deeik.example", "--letter-not-required"});
    EXPECT_THAT(
        command({"practice", "list"}).out,
        EndsWith("de-linde  De Eik  020 555 0134  info@deeik.example  not required  yes  functions\n"));
    command({"practice", "change", "--practice", "de-linde", "--letter-required"});
    auto const log = command({"audit", "export", "--from", "2000-01-01", "--to", "2100-01-01"}).out;
    for (auto const* type : {"practice.changed", "practice.letter_not_required", "practice.letter_required"})
        EXPECT_THAT(log, HasSubstr(type));
    command({"practice", "change", "--practice", "de-linde", "--no-sms-for-new-patients"});
    EXPECT_THAT(command({"practice", "list"}).out, EndsWith("  required  not for new patients  functions\n"));
    command({"practice", "change", "--practice", "de-linde", "--sms-for-new-patients"});
    EXPECT_THAT(command({"practice", "list"}).out, EndsWith("  required  yes  functions\n"));
    command({"practice", "change", "--practice", "de-linde", "--names-in-log"});
    EXPECT_THAT(command({"practice", "list"}).out, EndsWith("  required  yes  names\n"));
    command({"practice", "change", "--practice", "de-linde", "--functions-in-log"});
    EXPECT_THAT(command({"practice", "list"}).out, EndsWith("  required  yes  functions\n"));
    EXPECT_EQ(refusal(command({"practice", "change", "--practice", "de-linde", "--sms-for-new-patients",
                               "--no-sms-for-new-patients"})),
              "Give --sms-for-new-patients or --no-sms-for-new-patients, not both.\n");
    auto const later = command({"audit", "export", "--from", "2000-01-01", "--to", "2100-01-01"}).out;
    for (auto const* type : {"practice.sms_off", "practice.sms_on"}) EXPECT_THAT(later, HasSubstr(type));
    EXPECT_EQ(refusal(command({"practice", "change", "--practice", "de-eik", "--name", "De Eik"})),
              "There is no practice de-eik; voordeur practice list shows which there are.\n");
}

TEST_F(Installed, TheSamePatientIsInvitedAgainAndAnotherAnew) {
    migrate();
    add_practice();
    auto const first = invite();
    EXPECT_THAT(first.out, StartsWith("Jan de Vries is invited (registration "));
    auto const again = invite({{"--email", "JAN@post.example"}, {"--postcode", "9999 ZZ"}});
    EXPECT_THAT(again.out, StartsWith("Jan de Vries is invited again (registration "));
    EXPECT_EQ(registration_in(again.out), registration_in(first.out));
    auto const partner = invite({{"--birth-date", "1950-01-01"}});
    EXPECT_NE(registration_in(partner.out), registration_in(first.out));
    auto const table = command({"registrations", "--practice", "de-linde"}).out;
    EXPECT_THAT(table, ContainsRegex("REGISTRATION +NAME +BORN +E-MAIL +WHERE IT STANDS +TRIES LEFT"));
    EXPECT_THAT(table, ContainsRegex(registration_in(first.out) +
                                     "  Jan de Vries  1948  j…@post.example +invited; details to fill in  5 "
                                     "details   invitation waiting, "));
    EXPECT_EQ(std::count(table.begin(), table.end(), '\n'), 3);
}

TEST_F(Installed, NobodyIsBornAfterThisYear) {
    migrate();
    add_practice();
    EXPECT_EQ(
        refusal(invite({{"--birth-date", "2948-03-07"}})),
        "--birth-date must be a day that has been, written as 1948-03-07; put ?\? for what is not known, as "
        "in 1976-?\?-?\?.\n");
}

TEST_F(Installed, TwinsNeedTheirNumbers) {
    migrate();
    add_practice();
    auto const one = invite({{"--patient-number", "1"}});
    auto const other = invite({{"--patient-number", "2"}});
    EXPECT_NE(registration_in(one.out), registration_in(other.out));
    EXPECT_EQ(refusal(invite()),
              "Several patients have this e-mail address and birth date; say with --patient-number which of "
              "them is "
              "meant.\n");
}

TEST_F(Installed, TheLetterIsWrittenAndNeverOverwritten) {
    migrate();
    add_practice({"--letter-required"});
    auto const invited = invite({{"--letter", file("letter.pdf")}});
    EXPECT_THAT(folder.without_folder(invited.out), EndsWith("The letter is in letter.pdf.\n"))
        << invited.err;
    EXPECT_EQ(std::filesystem::status(folder / "letter.pdf").permissions(), std::filesystem::perms(0600));
    EXPECT_EQ(refusal(invite({{"--letter", file("letter.pdf")}})),
              "--letter never overwrites, and letter.pdf is there already; give another name.\n");
    EXPECT_EQ(
        refusal(invite({{"--letter", file("nowhere/letter.pdf")}})),
        "--letter nowhere/letter.pdf cannot be written (No such file or directory); give a name in a folder "
        "where you may write.\n");
    EXPECT_EQ(invite().status, 0) << "the earlier letter still works";
    EXPECT_EQ(refusal(invite({{"--postcode", "9999ZZ"}})),
              "De Linde requires a letter; add --letter FILE, for example --letter letter.pdf.\n");
    auto const files = std::distance(std::filesystem::directory_iterator(folder / "."), {});
    EXPECT_EQ(files, 3) << "voordeur.toml, data and letter.pdf: no hidden file is left";
}

TEST_F(Installed, UnlockAndResetNameWhatIsNotThere) {
    migrate();
    add_practice();
    auto const id = registration_in(invite().out);
    EXPECT_EQ(refusal(command({"unlock", "--registration", id})), "This registration is not locked.\n");
    auto const other = "01936a5e-7c1b-7d2f-8a3b-4c5d6e7f8091";
    EXPECT_EQ(refusal(command({"unlock", "--registration", other})),
              std::string("There is no registration ") + other +
                  "; voordeur registrations shows which there are.\n");
    EXPECT_EQ(refusal(command(
                  {"reset-second-factor", "--practice", "de-linde", "--customer-number", "1234567897"})),
              "No patient of de-linde has the customer number 123 456 7897.\n");
}

}  // namespace
}  // namespace voordeur
