// SPDX-License-Identifier: EUPL-1.2
// The SMS with a code as it leaves: one message of 160 places, whatever the practice is called.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <regex>

#include "base/id.hpp"
#include "embedded.hpp"
#include "factors/sms/sms_factor.hpp"
#include "support/contract_database.hpp"
#include "words/brand.hpp"

namespace voordeur {
namespace {

using testing::AllOf;
using testing::Ge;
using testing::Le;

Time const start = from_stored(1'800'000'000'000);

std::string times(int count, std::string const& text) {
    std::string all;
    for (int i = 0; i < count; ++i) all += text;
    return all;
}

// How many of the 160 places of GSM 03.38 a text takes; nullopt when one of its letters is not in it, and
// there would be room for 70 only. Told apart from the product's own table.
std::optional<int> places(std::string const& text) {
    static std::string const others =
        "£ ¥ è é ù ì ò Ç Ø ø Å å Δ Φ Γ Λ Ω Π Ψ Σ Θ Ξ Æ æ ß É ¤ ¡ Ä Ö Ñ Ü § ¿ ä ö ñ ü à ";
    int count = 0;
    for (std::size_t at = 0; at < text.size();) {
        auto const byte = static_cast<unsigned char>(text[at]);
        auto const size = byte < 0x80 ? 1U : byte < 0xE0 ? 2U : byte < 0xF0 ? 3U : 4U;
        auto const letter = text.substr(at, size);
        auto const is_double = letter == "€" || std::string("^{}\\[~]|").find(letter) != std::string::npos;
        auto const is_plain = size == 1 && letter != "`" && (byte >= 0x20 || byte == '\n') && byte < 0x7f;
        if (!is_double && !is_plain && others.find(letter + " ") == std::string::npos) return std::nullopt;
        count += is_double ? 2 : 1;
        at += size;
    }
    return count;
}

struct SentSms {
    Id<Challenge> challenge_id;
    Sms sms;
};

struct Sender {
    Language language = Language::dutch;
    std::string practice;  // empty: none
    std::string host = "mijn.delinde.example";
};

// Each way in which a code is sent. Sign-in goes to a telephone that is bound.
class SmsText : public testing::Test {
  protected:
    SentSms send(Purpose purpose, Sender const& sender) {
        sms_.emplace(rooms_, SmsSettings{.limits = {}, .tries = 5, .site_host = sender.host});
        auto const receiver = receiver_of(sender);
        auto const id_of = [](SmsStart const& outcome) {
            return std::get<ChallengeStarted>(outcome).challenge_id;
        };
        auto const challenge_id = contract_.database().transaction([&](Transaction& transaction) {
            if (purpose == Purpose::bind)
                return id_of(sms_->start_binding(transaction, receiver, phone_, start));
            auto const factor = bind(transaction, receiver.account.id);
            return id_of(sms_->ask(transaction, receiver, factor, start));
        });
        return {challenge_id, waiting()};
    }

    AnswerOutcome check(Id<Challenge> const& challenge_id, std::string const& typed) {
        return contract_.database().transaction([&](Transaction& transaction) {
            return sms_->check_code(transaction, lock_challenge(transaction, challenge_id).value(),
                                    Tan::parse(typed).value(), start);
        });
    }

    // Its sentence with "CODE" for the code, which is told twice and is right.
    std::string sentence(Purpose purpose, Sender const& sender) {
        auto const [challenge_id, sms] = send(purpose, sender);
        std::smatch found;
        static std::regex const shape("([0-9]{6})( [^\n]+)\n\n@([^ \n]+) #([0-9]{6})");
        if (!std::regex_match(sms.text, found, shape)) {
            ADD_FAILURE() << sms.text;
            return "";
        }
        EXPECT_EQ(found[3], sender.host);
        EXPECT_EQ(found[1], found[4]);
        EXPECT_EQ(sms.to_e164, phone_.e164());
        EXPECT_THAT(places(sms.text), testing::Optional(Le(160))) << sms.text;
        last_places_ = places(sms.text).value_or(0);
        EXPECT_TRUE(std::holds_alternative<AnswerRight>(check(challenge_id, found[1])));
        return "CODE" + found[2].str();
    }

    int last_places_ = 0;

  private:
    SmsReceiver receiver_of(Sender const& sender) {
        // An account each, so that no limit is met.
        auto const email = "patient" + std::to_string(++accounts_) + "@post.example";
        SmsReceiver receiver{
            .account = {contract_.add_account(email, start), "", email, "Voorbeeld", sender.language},
            .browser_key = "browser"};
        if (!sender.practice.empty())
            receiver.practice =
                Practice{Id<Practice>("practice"), "de-linde", sender.practice, "", "", false};
        phone_ = PhoneNumber::from_e164("+316123" + std::to_string(10'000 + accounts_));
        return receiver;
    }

    Factor bind(Transaction& transaction, Id<Account> const& account_id) {
        add_factor(transaction,
                   {new_id<Factor>(start, contract_.random()), account_id, SmsFactor::kind,
                    std::string(phone_.e164()), sms_->phone_key(phone_)},
                   contract_.sealer(), start);
        return find_factor(transaction, account_id, SmsFactor::kind).value();
    }

    Sms waiting() {
        auto const messages = contract_.database().transaction(
            [](Transaction& transaction) { return claim_due(transaction, MessageKind::sms, start, 10); });
        EXPECT_EQ(messages.size(), 1U) << "one SMS for one code";
        auto const content = open_content(contract_.sealer(), MessageKind::sms, messages.at(0));
        return std::get<Sms>(content.value());
    }

    ContractDatabase contract_{"sqlite"};
    Catalogue const catalogue_{embedded_words(), embedded_mails(), built_in_brand(), "Voordeur"};
    Bell bell_;
    Outbox outbox_{contract_.sealer(), contract_.random(), bell_};
    Notices const notices_{outbox_, catalogue_, {}, {}};
    SmsRooms const rooms_{outbox_,         notices_,          catalogue_, contract_.sealer(),
                          contract_.mac(), contract_.random()};
    std::optional<SmsFactor> sms_;
    PhoneNumber phone_ = PhoneNumber::from_e164("+31612345678");
    int accounts_ = 0;
};

TEST_F(SmsText, SaysWhoseCodeItIsInLettersOfAnSms) {
    struct Case {
        Language language;
        char const* practice;
        char const* sentence;
    };
    auto const nl = Language::dutch, en = Language::english;
    for (auto const& [language, practice, expected] : {
             Case{nl, "De Linde", "CODE is uw code voor De Linde. Geef deze code aan niemand."},
             Case{en, "De Linde", "CODE is your code for De Linde. Do not give this code to anyone."},
             Case{nl, "Dé Lindë", "CODE is uw code voor Dé Linde. Geef deze code aan niemand."},
             Case{nl, "Şeyma Ğ. d’Or – Łódź",
                  "CODE is uw code voor Seyma G. d'Or - Lodz. Geef deze code aan niemand."},
             Case{nl, "Zorg 🏥 & zo", "CODE is uw code voor Zorg ? & zo. Geef deze code aan niemand."},
             Case{nl, "€ [1] {x}", "CODE is uw code voor € [1] {x}. Geef deze code aan niemand."},
             Case{nl, "", "CODE is uw code voor Online diensten. Geef deze code aan niemand."},
         })
        for (auto const purpose : {Purpose::bind, Purpose::sign_in})
            EXPECT_EQ(sentence(purpose, {.language = language, .practice = practice}), expected);
}

// The longest name that `voordeur practice add` takes has 120 characters; the longest host leaves 42 for
// public_url.
TEST_F(SmsText, CutsTheNameOfThePracticeAndNotTheCode) {
    auto const longest_host = times(25, "x") + ".example";
    struct Case {
        char const* what;
        std::string practice, begin;
    };
    std::vector<Case> const cases{
        {"plain", times(120, "a"), times(20, "a")},
        {"letters of two bytes", times(120, "é"), times(20, "é")},
        {"diacritics that an SMS does not have", times(120, "ş"), times(20, "s")},
        {"emoji", times(120, "🏥"), times(20, "?")},
        {"emoji of several code points", times(24, "👩🏽‍⚕️"), times(20, "?")},
        {"letters of two places", times(120, "["), times(10, "[")},
        {"words", times(12, "Praktijk é "), "Praktijk é Praktijk é "},
    };
    for (auto const& [what, practice, begin] : cases)
        for (auto const language : all_languages)
            for (auto const& host : {std::string("a.nl"), longest_host})
                for (auto const purpose : {Purpose::bind, Purpose::sign_in}) {
                    SCOPED_TRACE(what + (" at " + host));
                    auto const told =
                        sentence(purpose, {.language = language, .practice = practice, .host = host});
                    auto const is_dutch = language == Language::dutch;
                    EXPECT_THAT(told,
                                testing::StartsWith(
                                    (is_dutch ? "CODE is uw code voor " : "CODE is your code for ") + begin));
                    EXPECT_THAT(told, testing::EndsWith(is_dutch ? ". Geef deze code aan niemand."
                                                                 : ". Do not give this code to anyone."));
                    EXPECT_THAT(last_places_, AllOf(Ge(159), Le(160))) << "no more is cut than must be";
                }
}

// A name is cut between letters, at each length.
TEST_F(SmsText, CutsBetweenLetters) {
    for (auto const* letter : {"é", "ş", "🏥", "[", "€"})
        for (int before = 60; before < 72; ++before) {
            auto const name = times(before, "a") + times(40, letter);
            auto const told = sentence(Purpose::bind, {.practice = name});
            auto const cut = told.substr(0, told.rfind(". Geef"));
            SCOPED_TRACE(told);
            std::string const shown = std::string(letter) == "ş" ? "s" : *letter == '\xF0' ? "?" : letter;
            auto const whole = "CODE is uw code voor " + times(before, "a") + times(40, shown);
            EXPECT_EQ(cut, whole.substr(0, cut.size()));
        }
}

}  // namespace
}  // namespace voordeur
