// SPDX-License-Identifier: EUPL-1.2
// Whom `voordeur invite` means, and invitations that come by file.
#include <gmock/gmock.h>

#include <filesystem>

#include "store/database.hpp"
#include "support/operator_commands.hpp"

namespace voordeur {
namespace {

using testing::AllOf;
using testing::ContainsRegex;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

class Invites : public OperatorCommands {
  protected:
    Invites() { install(); }

    std::string invite(std::vector<std::pair<std::string, std::string>> const& other = {}) const {
        return done(invite_words(other));
    }
    std::string refused(std::vector<std::pair<std::string, std::string>> const& other) const {
        return refusal(invite_words(other));
    }
    std::vector<std::string> with(std::vector<std::string> words, std::string const& flag) const {
        words.push_back(flag);
        return words;
    }
    std::string one(std::string const& sql) const {
        return Database::open({.url = "sqlite:" + file("data/voordeur.db")})
            ->read([&](Transaction& transaction) {
                return transaction.one(sql)->maybe_text(0).value_or("NULL");
            });
    }
    std::size_t listed() const {
        auto const lines = done({"registrations", "--practice", "de-linde", "--json"});
        return static_cast<std::size_t>(std::count(lines.begin(), lines.end(), '\n'));
    }
};

TEST_F(Invites, ATwinIsSomebodyElseAndANameIsCorrected) {
    auto const jan = registration_in(invite());
    auto const twin = invite_words({{"--name", "Joost de Vries"}});
    EXPECT_EQ(refusal(twin), "Jan de Vries has this e-mail address and birth date already (registration " +
                                 jan + "). If it is the same person, add --registration " + jan +
                                 ", which corrects the name; if it is somebody else, add --patient-number or "
                                 "--new-patient.\n");
    auto const joost = registration_in(done(with(twin, "--new-patient")));
    EXPECT_NE(joost, jan);
    EXPECT_EQ(listed(), 2u);
    EXPECT_EQ(registration_in(invite()), jan) << "each is found again by the name";
    EXPECT_EQ(registration_in(done(twin)), joost);
    EXPECT_EQ(registration_in(invite({{"--name", "Jan van der Vries"}, {"--registration", jan}})), jan);
    EXPECT_EQ(one("SELECT count(*) FROM link WHERE ended_at IS NOT NULL"), "0") << "a name ends no link";
    EXPECT_THAT(
        done({"registrations", "--practice", "de-linde"}),
        AllOf(HasSubstr("Jan van der Vries"), HasSubstr("Joost de Vries"), Not(HasSubstr("Jan de Vries"))));
}

TEST_F(Invites, AWrongAddressIsCorrectedAndItsLinkDies) {
    auto const first = registration_in(invite({{"--email", "jna@post.example"}}));
    auto const said = invite();
    EXPECT_THAT(said, HasSubstr("Somebody of this name and birth date was invited at another e-mail address "
                                "(registration " +
                                first + "), whose link works too."));
    auto const second = registration_in(said);
    EXPECT_NE(second, first);
    done({"registration", "withdraw", "--registration", first});
    EXPECT_EQ(one("SELECT count(*) FROM link WHERE ended_at IS NULL"), "1");
}

TEST_F(Invites, ARegistrationIsCorrectedWithoutPatientNumber) {
    auto const id = registration_in(invite({{"--email", "jna@post.example"}}));
    auto const corrected = invite({{"--registration", id}});
    EXPECT_THAT(corrected, AllOf(StartsWith("Jan de Vries is invited again (registration " + id),
                                 HasSubstr("the links and the letter of before open nothing")));
    EXPECT_EQ(listed(), 1u);
    EXPECT_EQ(one("SELECT count(*) FROM link WHERE ended_at IS NULL"), "1");
    EXPECT_EQ(one("SELECT count(*) FROM message WHERE content IS NOT NULL"), "1")
        << "what had not gone to the wrong address does not go there";
    EXPECT_EQ(one("SELECT count(*) FROM patient WHERE email = 'jan@post.example'"), "1");
    auto const nobody = "01936a5e-7c1b-7d2f-8a3b-4c5d6e7f8091";
    EXPECT_EQ(refused({{"--registration", nobody}}), std::string("There is no registration ") + nobody +
                                                         "; voordeur registrations shows which there are.\n");
    EXPECT_EQ(refusal(with(invite_words({{"--registration", nobody}}), "--new-patient")),
              "Give --registration or --new-patient, not both.\n");
}

TEST_F(Invites, NobodyTakesTheNumberOfAnother) {
    invite({{"--patient-number", "1"}});
    auto const other = registration_in(invite({{"--email", "piet@post.example"}, {"--name", "Piet"}}));
    EXPECT_EQ(refused({{"--registration", other}, {"--patient-number", "1"}}),
              "--patient-number is that of another patient of this practice.\n");
}

TEST_F(Invites, ATelephoneLiesSealed) {
    invite({{"--phone", "06 12345678"}});
    EXPECT_THAT(one("SELECT phone FROM patient"), Not(HasSubstr("612345678")));
    invite();
    EXPECT_THAT(one("SELECT phone FROM patient"), Not(testing::Eq("NULL"))) << "kept when not said again";
    Database::open({.url = "sqlite:" + file("data/voordeur.db")})
        ->execute_script("UPDATE patient SET phone = '+31612345678'");
    done({"migrate"});
    EXPECT_THAT(one("SELECT phone FROM patient"), Not(HasSubstr("612345678")));
}

TEST_F(Invites, ComeByFileOneALine) {
    folder_.write("patients.jsonl",
                  "\xEF\xBB\xBF{\"name\": \"Jan de Vries\", \"email\": \"jan@post.example\", \"birth_date\": "
                  "\"1948-03-07\", \"postcode\": \"1234AB\", \"phone\": \"0612345678\"}\r\n"
                  "\n"
                  "{\"name\": \"Piet\", \"email\": \"piet\", \"birth_date\": \"1948-03-07\", \"postcode\": "
                  "\"1234AB\"}\n"
                  "{\"name\": \"Anna\", \"email\": \"anna@post.example\", \"birth_date\": \"1950-01-02\", "
                  "\"postcode\": \"1234AB\", \"language\": \"en\"}\n"
                  "Bea,bea@post.example\n"
                  "{\"name\": \"Cor\", \"bsn\": \"123456782\"}\n"
                  "{\"name\": \"Dirk\", \"email\": \"dirk@post.example\", \"birth_date\": 1948}\n"
                  "{\"name\": \"Eef\", \"email\": \"eef@post.example\", \"birth_date\": \"1948-03-07\"}");
    auto const ran = command({"invite", "--practice", "de-linde", "--file", file("patients.jsonl")});
    EXPECT_EQ(ran.status, 2);
    EXPECT_THAT(ran.out, AllOf(ContainsRegex("Line 1: Jan de Vries is invited \\(registration "),
                               ContainsRegex("Line 4: Anna is invited \\(registration ")));
    EXPECT_EQ(
        ran.err,
        "Line 3: email must be an e-mail address, such as jan@post.example.\n"
        "Line 5: is no JSON object on one line, such as {\"name\": \"Jan de Vries\", …}.\n"
        "Line 6: has a key that is not one of name, email, birth_date, postcode, phone, patient_number, "
        "language, registration, letter.\n"
        "Line 7: birth_date must be a text in quotes.\n"
        "Line 8: postcode is missing.\n"
        "5 of 7 lines did nothing; the others are done, so mend those lines and give them alone.\n");
    EXPECT_EQ(listed(), 2u);
    EXPECT_EQ(one("SELECT language FROM patient WHERE name = 'Anna'"), "en");
}

// Whoever writes the lines is not always whoever runs the command, who may be root.
TEST_F(Invites, ByFileHaveTheirLettersInOneFolderOnly) {
    auto const line = [](std::string const& name, std::string const& letter) {
        return "{\"name\": \"" + name + "\", \"email\": \"" + name +
               "@post.example\", \"birth_date\": \"1948-03-07\", \"postcode\": \"1234AB\", \"letter\": \"" +
               letter + "\"}\n";
    };
    std::filesystem::create_directory(file("letters"));
    std::filesystem::create_directory(file("elsewhere"));
    std::filesystem::create_symlink(file("elsewhere/linked.pdf"), file("letters/linked.pdf"));
    folder_.write("letters/there.pdf", "a letter of before");
    std::string lines;
    for (auto const& letter :
         {file("elsewhere/absolute.pdf"), std::string("../elsewhere/up.pdf"), std::string("./here.pdf"),
          std::string("letters/below.pdf"), std::string(".hidden.pdf"), std::string("authorized_keys"),
          std::string(".pdf"), std::string(""), std::string("a\\u0000.pdf"), std::string("a\\n.pdf"),
          std::string("linked.pdf"), std::string("there.pdf")})
        lines += line("piet", letter);
    folder_.write("bad.jsonl", lines);
    std::vector<std::string> const words{"invite", "--practice", "de-linde", "--letters", file("letters")};
    auto const by = [&](std::string const& name) {
        auto with_file = words;
        with_file.insert(with_file.end(), {"--file", file(name)});
        return with_file;
    };
    auto const ran = command(by("bad.jsonl"));
    EXPECT_EQ(ran.status, 2);
    EXPECT_THAT(ran.err, HasSubstr("12 of 12 lines did nothing"));
    EXPECT_THAT(ran.err,
                HasSubstr("Line 2: letter must be the name of a PDF without a folder, such as jan.pdf"));
    EXPECT_EQ(listed(), 0u);
    EXPECT_TRUE(std::filesystem::is_empty(file("elsewhere")));

    folder_.write("good.jsonl", line("jan", "Jan de Vries.pdf"));
    EXPECT_THAT(done(by("good.jsonl")), HasSubstr("The letter is in letters/Jan de Vries.pdf."));
    EXPECT_TRUE(std::filesystem::exists(file("letters/Jan de Vries.pdf")));
    folder_.write("letters/beside.jsonl", line("anna", "anna.pdf"));
    done({"invite", "--practice", "de-linde", "--file", file("letters/beside.jsonl")});
    EXPECT_TRUE(std::filesystem::exists(file("letters/anna.pdf")))
        << "beside the file, where nothing is said";
    EXPECT_EQ(refusal(with(invite_words(), "--letters=x")),
              "--letters is for the lines of --file; give --letter FILE instead.\n");
    EXPECT_THAT(refusal({"invite", "--practice", "de-linde", "--file", file("good.jsonl"), "--letters",
                         file("none")}),
                HasSubstr("--letters none is no folder; make it first, or give another."));
}

TEST_F(Invites, TakeNothingTwice) {
    EXPECT_EQ(refusal({"invite", "--practice", "de-linde", "--file", "-", "--name", "Jan"}),
              "--name stands in the lines of --file; give one of the two.\n");
    folder_.write("empty.jsonl", "\n");
    EXPECT_EQ(refusal({"invite", "--practice", "de-linde", "--file", file("empty.jsonl")}),
              "--file empty.jsonl has no line; one line is one patient.\n");
    EXPECT_EQ(refusal({"invite", "--practice", "de-linde", "--file", file("none")}),
              "--file none cannot be read (No such file or directory).\n");
    EXPECT_EQ(refused({{"--language", "de"}}), "--language must be nl or en.\n");
}

TEST_F(Invites, SayWhatToDoWithoutMailboxOrMobile) {
    auto const help = run_apart({"invite", "--help"}).out;
    EXPECT_THAT(
        help, AllOf(HasSubstr("No mailbox: "), HasSubstr("No mobile phone: "), HasSubstr("\"birth_date\"")));
}

TEST_F(Invites, AreListedForPrograms) {
    auto const id = registration_in(invite());
    auto const line = done({"registrations", "--practice", "de-linde", "--json"});
    EXPECT_THAT(line,
                StartsWith("{\"registration\":\"" + id +
                           "\",\"name\":\"Jan de Vries\",\"born\":\"1948\",\"email\":\"j…@post.example\","
                           "\"where_it_stands\":\"invited; details to fill in\",\"tries_left\":\"5 "
                           "details\",\"last_email\":{\"purpose\":\"invitation\",\"state\":\"waiting\","));
    EXPECT_THAT(done({"messages", "--json"}),
                AllOf(StartsWith("{\"kind\":\"email\",\"purpose\":\"invitation\",\"about\":\"" + id + "\","),
                      HasSubstr("\n{\"kind\":\"email\",\"state\":\"waiting\",\"count\":1}\n")));
    EXPECT_EQ(done({"practice", "list", "--json"}),
              "{\"slug\":\"de-linde\",\"name\":\"De Linde\",\"phone\":\"020 555 0134\",\"email\":\"\","
              "\"letter_required\":false,\"sms_for_new_patients\":true,\"names_in_log\":false}\n");
}

TEST_F(Invites, ThatWereGivenUpAreTriedAgain) {
    invite();
    EXPECT_EQ(done({"messages", "retry"}), "Nothing that was given up is still of use.\n");
    Database::open({.url = "sqlite:" + file("data/voordeur.db")})
        ->execute_script("UPDATE message SET state = 'given_up', ended_at = made_at");
    EXPECT_EQ(refusal({"messages", "retry", "--practice", "de-eik"}),
              "There is no practice de-eik; voordeur practice list shows which there are.\n");
    EXPECT_EQ(done({"messages", "retry", "--practice", "de-linde"}),
              "1 messages that were given up are tried again.\n");
    EXPECT_THAT(done({"messages"}), HasSubstr("1 email waiting"));
    EXPECT_EQ(one("SELECT count(*) FROM audit_event WHERE event_type_code = 'messages.retried'"), "1");
}

}  // namespace
}  // namespace voordeur
