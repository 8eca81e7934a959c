// SPDX-License-Identifier: EUPL-1.2
// Random walks over everything that somebody can do to get in again: owners, thieves and strangers, two
// accounts, three browsers, a clock that runs. The model beside it knows letters only, and shares no rule
// with the product: K password, M mailbox, P telephone, T app, W passkey, C paper codes, S super-PIN.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <map>
#include <random>
#include <regex>

#include "accounts/super_pin_store.hpp"
#include "base/number.hpp"
#include "recoveries/ask_to_recover.hpp"
#include "recoveries/draft.hpp"
#include "recoveries/prove.hpp"
#include "recoveries/prove_code.hpp"
#include "recoveries/recover.hpp"
#include "recoveries/recovery_link_store.hpp"
#include "recoveries/stop_sms.hpp"
#include "sessions/session_store.hpp"
#include "support/contract_outbox.hpp"
#include "support/contract_recovery.hpp"
#include "support/test_passkey.hpp"

namespace voordeur {
namespace {

using namespace std::chrono_literals;

constexpr int browsers = 3;

// What its owner knows and has, and what the model holds of it.
struct Person {
    struct Wait {
        Time opens_at;
        std::string by;
        std::string draft;
    };

    Id<Account> id;
    std::string email;
    std::string password = "paard fiets wolk tuinstoel";
    std::string phone = {};
    std::optional<std::string> super_pin = {};
    std::vector<std::string> enter_links = {}, stop_links = {};
    std::string code = {};                // the newest
    std::optional<std::string> app = {};  // its secret
    std::optional<TestPasskey> passkey = {};
    std::vector<std::string> paper = {};             // codes that are left
    std::optional<std::pair<Time, char>> loss = {};  // no SMS since then, by what was proved
    std::optional<Time> recovered_at = {};
    std::string chose = {};  // letters
    std::vector<Wait> waits = {};
    bool is_closed = false;
};

struct Draft {
    std::string key;
    std::size_t person = 0;
    Time begun_at;
    std::map<char, Time> proofs = {};
    bool has_new_phone = false;
    std::string new_phone = {};
    std::optional<std::string> id = {};
};

bool has_all(std::string const& set, std::string const& wanted) {
    return wanted.find_first_not_of(set) == std::string::npos;
}

class RecoveryWalk : public testing::TestWithParam<std::string> {
  protected:
    RecoveryWalk() {
        for (auto const* email : {"anna@post.example", "bert@post.example"}) add_person(email);
    }

    void walk(int steps) {
        using Step = void (RecoveryWalk::*)();
        std::array const some{&RecoveryWalk::ask,
                              &RecoveryWalk::open_link,
                              &RecoveryWalk::open_link,
                              &RecoveryWalk::open_link,
                              &RecoveryWalk::by_password,
                              &RecoveryWalk::type_password,
                              &RecoveryWalk::type_pin,
                              &RecoveryWalk::type_pin,
                              &RecoveryWalk::ask_for_code,
                              &RecoveryWalk::type_code,
                              &RecoveryWalk::type_code,
                              &RecoveryWalk::type_app_code,
                              &RecoveryWalk::type_paper_code,
                              &RecoveryWalk::use_passkey,
                              &RecoveryWalk::lose_phone,
                              &RecoveryWalk::find_phone,
                              &RecoveryWalk::wait,
                              &RecoveryWalk::wait,
                              &RecoveryWalk::wait,
                              &RecoveryWalk::choose_phone,
                              &RecoveryWalk::prove_phone_chosen,
                              &RecoveryWalk::commit,
                              &RecoveryWalk::commit,
                              &RecoveryWalk::commit,
                              &RecoveryWalk::stop,
                              &RecoveryWalk::owner_comes,
                              &RecoveryWalk::comes_back,
                              &RecoveryWalk::comes_back,
                              &RecoveryWalk::comes_back,
                              &RecoveryWalk::make_super_pin,
                              &RecoveryWalk::get_other_ways,
                              &RecoveryWalk::time_passes,
                              &RecoveryWalk::time_passes};
        for (int step = 0; step < steps && !HasFailure(); ++step) {
            look_elsewhere();
            Step const next = pick(1'000) == 0 ? &RecoveryWalk::close : some.at(pick(some.size()));
            (this->*next)();
        }
    }

    int commits_ = 0, waits_ = 0, stops_ = 0, commits_after_wait_ = 0;

  private:
    std::size_t pick(std::size_t count) {
        return std::uniform_int_distribution<std::size_t>(0, count - 1)(chance_);
    }
    Person& person() { return people_.at(person_); }
    Draft& draft() { return drafts_.at(browser_); }
    Recovering browser() { return {draft().key, "192.0.2." + std::to_string(pick(200)), now_}; }
    template <class Work>
    auto in_database(Work&& work) {
        return contract_.database().transaction(work);
    }

    void add_person(std::string const& email) {
        Person fresh{contract_.add_account(email, now_), email};
        fresh.phone = "+3161" + std::to_string(1'000'000 + ++serial_);
        auto const pin = SuperPin::make(contract_.random());
        fresh.super_pin = pin.reveal();
        in_database([&](Transaction& transaction) {
            save_password_hash(transaction, fresh.id, hasher_.hash(fresh.password).value(),
                               contract_.sealer());
            add_factor(transaction,
                       {new_id<Factor>(now_, contract_.random()), fresh.id, SmsFactor::kind, fresh.phone,
                        sms_.phone_key(PhoneNumber::from_e164(fresh.phone))},
                       contract_.sealer(), now_);
            add_active_super_pin(transaction,
                                 {new_id<SuperPin>(now_, contract_.random()), fresh.id,
                                  hasher_.hash(pin.reveal()).value(), now_},
                                 contract_.sealer());
        });
        people_.push_back(std::move(fresh));
    }

    // What came by mail and SMS, to whom it came.
    void receive() {
        for (auto const& message : take_messages(contract_.database(), contract_.sealer(), now_))
            read(message.content, message.purpose);
    }

    static std::optional<std::string> token_in(std::string const& text, std::string const& path) {
        std::smatch found;
        if (!std::regex_search(text, found, std::regex(path + "([0-9A-Za-z]{27})"))) return std::nullopt;
        return found[1];
    }

    void read(MessageContent const& content, std::string const& purpose) {
        if (auto const* mail = std::get_if<Email>(&content)) {
            for (auto& each : people_) {
                if (each.email != mail->to || each.is_closed) continue;
                if (auto const token = token_in(mail->text, "/h/")) each.enter_links.push_back(*token);
                if (auto const token = token_in(mail->text, "/s/")) each.stop_links.push_back(*token);
            }
            return;
        }
        auto const& sms = std::get<Sms>(content);
        EXPECT_LE(sms.text.size(), 160U) << sms.text;
        for (auto& each : people_) {
            if (purpose == "sign_in_code" && each.phone == sms.to_e164) each.code = sms.text.substr(0, 6);
            if (auto const token = token_in(sms.text, "/s/"); token && each.phone == sms.to_e164)
                each.stop_links.push_back(*token);
        }
        if (purpose == "binding_code") binding_codes_[sms.to_e164] = sms.text.substr(0, 6);
    }

    // The model: letters that count in a draft at this hour.
    std::string counting(Draft const& one) const {
        auto const& owner = people_.at(one.person);
        std::string letters;
        for (auto const& [letter, at] : one.proofs)
            if (now_ < at + 1h) letters += letter;
        if (owner.recovered_at && now_ < *owner.recovered_at + 48h)
            std::erase_if(letters, [&](char letter) {
                auto const chosen_as = letter == 'T' || letter == 'C' || letter == 'W' ? 'P' : letter;
                return owner.chose.find(chosen_as) != std::string::npos;
            });
        return letters;
    }
    static int hours_until_open(std::string const& set) {
        if (has_all(set, "W") && set.size() > 1) return 0;
        for (auto const* now : {"KP", "KT", "KC", "KS", "MP", "MT"})
            if (has_all(set, now)) return 0;
        for (auto const* later : {"MS", "MC", "PS", "PC", "TS", "TC"})
            if (has_all(set, later)) return 24;
        return -1;
    }
    bool goes_on(Draft const& one) const {
        return !one.key.empty() && now_ < one.begun_at + 1h && !people_.at(one.person).is_closed;
    }
    bool may_commit(Draft const& one) const {
        auto const set = counting(one);
        auto const hours = hours_until_open(set);
        if (hours <= 0) return hours == 0;
        auto const& waits = people_.at(one.person).waits;
        return std::ranges::any_of(
            waits, [&](auto const& wait) { return has_all(set, wait.by) && wait.opens_at <= now_; });
    }
    // "K" password, "P" telephone, "S" super-PIN.
    static std::string chosen_by(std::string const& set) {
        std::string chosen;
        if (!has_all(set, "K")) chosen += 'K';
        if (set.find_first_of("PTW") == std::string::npos) chosen += 'P';
        if (has_all(set, "S")) chosen += 'S';
        if (set.find_first_of("MKW") == std::string::npos) chosen += 'M';
        return chosen;
    }
    void forget_old_waits() {
        for (auto& each : people_)
            std::erase_if(each.waits, [&](auto const& wait) { return now_ >= wait.opens_at + 72h; });
    }

    // Mostly the same person goes on in the same browser; else nobody would come far.
    void look_elsewhere() {
        if (pick(15) == 0) browser_ = pick(browsers);
        person_ = pick(15) == 0 || draft().key.empty() ? pick(2) : draft().person;
        for (auto const& [seldom, leap] :
             {std::pair(300, 59min), std::pair(300, 11 * 60min), std::pair(80, 25 * 60min)})
            if (pick(static_cast<std::size_t>(seldom)) == 0) now_ += leap;
        forget_old_waits();
    }

    // With a draft here, which another one would take the place of.
    bool is_busy() { return goes_on(draft()) && pick(10) != 0; }

    // --- steps
    void ask() { ask_for(pick(3) == 0 ? "nobody@post.example" : person().email); }

    void ask_for(std::string const& email) {
        ask_to_recover(rooms_, {SignInName::parse(email).value(), "192.0.2." + std::to_string(pick(250))},
                       now_);
        receive();
    }

    void open_link() {
        if (is_busy()) return;
        if (pick(2) == 0) ask();
        auto const& links = person().enter_links;
        if (links.empty()) return ask();
        open_this(links.at(links.size() - 1 - pick(std::min<std::size_t>(links.size(), 4))));
    }

    void open_this(std::string const& link) {
        begin([&](Recovering const& fresh) { return begin_draft_by_link(rooms_, link, fresh); }, 'M');
    }

    void by_password() {
        if (is_busy() || person().is_closed) return;
        begin(
            [&](Recovering const& fresh) {
                return in_database([&](Transaction& transaction) {
                    return begin_draft_by_password(transaction, rooms_, person().id, fresh);
                });
            },
            'K');
    }

    template <class Begin>
    void begin(Begin&& begins, char letter) {
        Recovering const fresh{"browser " + std::to_string(++serial_), "192.0.2." + std::to_string(pick(250)),
                               now_};
        auto const outcome = begins(fresh);
        if (!std::holds_alternative<DraftBegun>(outcome)) return;
        EXPECT_FALSE(person().is_closed) << "a closed account refuses everything";
        draft() = {.key = fresh.browser_key, .person = person_, .begun_at = now_, .proofs = {{letter, now_}}};
        draft().id = draft_facts(rooms_, fresh).value().draft.id.text();
    }

    void note(bool is_given, bool was_right, char letter) {
        if (!is_given) return;
        EXPECT_TRUE(was_right) << letter << " was wrong, and proved something";
        EXPECT_TRUE(goes_on(draft())) << "a draft that is over takes no proof";
        draft().proofs[letter] = now_;
    }

    void type_password() {
        if (draft().key.empty()) return;
        auto const right = people_.at(draft().person).password;
        auto const typed = pick(5) == 0 ? std::string("verkeerd verkeerd") : person().password;
        auto const outcome = prove_password(rooms_, browser(), Password::from_typed(typed).value());
        note(std::holds_alternative<ProofGiven>(outcome), typed == right, 'K');
    }

    void type_pin() {
        if (draft().key.empty()) return;
        auto const& owner = people_.at(draft().person);
        // Another's, one of before, or one that was never made.
        auto const& other = people_.at(1 - draft().person % 2).super_pin;
        std::string typed = owner.super_pin.value_or("");
        if (auto const which = pick(8); which == 0 && other)
            typed = *other;
        else if (which == 1 && !old_pins_.empty())
            typed = old_pins_.at(pick(old_pins_.size()));
        type_this(typed.empty() ? "AAAABBBBCCCCDDDD" : typed);
    }

    void type_this(std::string const& typed) {
        auto const& owner = people_.at(draft().person);
        auto const outcome = prove_super_pin(rooms_, browser(), SuperPin::parse(typed).value());
        note(std::holds_alternative<ProofGiven>(outcome), owner.super_pin == typed, 'S');
        if (std::holds_alternative<ProofWrong>(outcome)) {
            EXPECT_NE(owner.super_pin, typed);
            EXPECT_TRUE(in_database([&](Transaction& transaction) {
                            return has_super_pin(transaction, owner.id);
                        }) == owner.super_pin.has_value())
                << "a wrong one replaces nothing";
        }
    }

    void ask_for_code() {
        if (draft().key.empty()) return;
        auto const asked = ask_phone(rooms_, browser());
        auto const& owner = people_.at(draft().person);
        if (owner.loss && std::holds_alternative<ChallengeStarted>(asked)) {
            EXPECT_TRUE(now_ >= owner.loss->first + 24h && draft().proofs.contains('M'))
                << "a lost telephone was sent a code";
        }
        receive();
    }

    void type_app_code() {
        if (draft().key.empty() || !person().app) return;
        auto const step = static_cast<std::uint64_t>(step_at(now_));
        auto const typed =
            pick(6) == 0 ? std::string("000000") : one_time_password(TotpSecret(*person().app), step);
        auto const outcome = prove_app(rooms_, browser(), Tan::parse(typed).value());
        note(is_right(outcome), draft().person == person_ && typed != "000000", 'T');
    }

    void type_paper_code() {
        if (draft().key.empty() || person().paper.empty()) return;
        auto const typed = pick(6) == 0 ? std::string("AAAAAAAAAAAAA") : person().paper.back();
        auto const outcome = prove_paper_code(rooms_, browser(), PaperCode::parse(typed).value());
        note(is_right(outcome), draft().person == person_ && typed == person().paper.back(), 'C');
        if (!is_right(outcome)) return;
        person().paper.pop_back();
        receive();
    }

    static PasskeyTerms terms_of(PasskeyQuestion const& question) {
        return {question.challenge, "https://mijn.example", "mijn.example"};
    }

    // Its own, another's, or one whose user was not verified.
    void use_passkey() {
        if (!draft().id || !person().passkey) return;
        auto const question = recovery_.passkeys.question({PasskeyUse::recover, *draft().id}, now_);
        auto const is_verified = pick(6) != 0;
        auto const answer =
            person().passkey->answer(terms_of(question), [&](PasskeySays& says) { says.uv = is_verified; });
        auto const outcome = prove_passkey(rooms_, browser(), {question.sealed, answer});
        note(is_right(outcome), draft().person == person_ && is_verified, 'W');
    }

    static bool is_right(CodeOutcome const& outcome) {
        auto const* answer = std::get_if<AnswerOutcome>(&outcome);
        return answer != nullptr && std::holds_alternative<AnswerRight>(*answer);
    }

    // Whoever proved one thing stops the SMS, and what it proved; nothing else changes.
    void lose_phone() {
        if (draft().key.empty() || pick(4) != 0) return;
        auto& owner = people_.at(draft().person);
        if (!stop_sms_in_draft(rooms_, browser())) return;
        EXPECT_TRUE(goes_on(draft()) && !owner.loss);
        auto const& proofs = draft().proofs;
        auto const by = proofs.contains('K')   ? 'K'
                        : proofs.contains('W') ? 'W'
                        : proofs.contains('S') ? 'S'
                        : proofs.contains('C') ? 'C'
                                               : 'M';
        owner.loss.emplace(now_, by);
        owner.code.clear();
        for (auto& each : drafts_)
            if (!each.key.empty() && each.person == draft().person) each.proofs.erase('P');
        receive();
    }

    void find_phone() {
        if (draft().key.empty()) return;
        auto& owner = people_.at(draft().person);
        auto const set = counting(draft());
        if (!std::holds_alternative<SmsResumed>(resume_sms_in_draft(rooms_, browser()))) return;
        ASSERT_TRUE(owner.loss);
        auto const on_paper = set.find_first_of("CS") != std::string::npos;
        auto const is_paper = owner.loss->second == 'C' || owner.loss->second == 'S';
        EXPECT_TRUE((has_all(set, "K") && owner.loss->second != 'K') ||
                    (has_all(set, "W") && owner.loss->second != 'W') || (on_paper && !is_paper))
            << "found by " << set << " though lost by " << owner.loss->second;
        owner.loss.reset();
        receive();
    }

    void get_passkey(Transaction& transaction, Person& owner) {
        PasskeyAsker const asker{PasskeyUse::add, "set-up"};
        auto const question = recovery_.passkeys.question(asker, now_);
        TestPasskey passkey;
        passkey.user_handle = recovery_.passkeys.handle_of(transaction, owner.id);
        auto const made = recovery_.passkeys.check_made(
            asker, {question.sealed, passkey.make(terms_of(question)), ""}, now_);
        EXPECT_FALSE(
            recovery_.passkeys.add(transaction, owner.id, {std::get<Passkeys::Made>(made), "Tablet"}, now_));
        owner.passkey = std::move(passkey);
    }

    // As in Mijn account: an app, a passkey and paper codes.
    void get_other_ways() {
        auto& owner = person();
        if (owner.is_closed) return;
        SetUpWanted const wanted{owner.id, "set-up " + std::to_string(++serial_)};
        in_database([&](Transaction& transaction) {
            if (!owner.app) {
                auto const set_up = totp_.set_up(transaction, wanted, now_);
                owner.app = totp_.secret_of_set_up(set_up).reveal();
                auto const step = static_cast<std::uint64_t>(step_at(now_) - 1);
                auto const code = Tan::parse(one_time_password(TotpSecret(*owner.app), step)).value();
                totp_.prove_set_up(transaction, set_up, code, now_);
                EXPECT_TRUE(totp_.bind(transaction, set_up, now_));
            }
            if (!owner.passkey && pick(6) == 0) get_passkey(transaction, owner);
            if (owner.paper.size() > 2) return;
            auto const made = paper_codes_.make_set(transaction, wanted, now_);
            owner.paper.clear();
            for (auto const& code : paper_codes_.codes_of(made)) owner.paper.push_back(code.reveal());
            EXPECT_TRUE(paper_codes_.activate(transaction, made, now_));
        });
    }

    void type_code() {
        if (draft().key.empty()) return;
        auto const& owner = people_.at(draft().person);
        auto const typed = pick(6) == 0 || person().code.empty() ? std::string("000000") : person().code;
        auto const outcome = prove_phone(rooms_, browser(), Tan::parse(typed).value());
        auto const was_right = outcome && std::holds_alternative<AnswerRight>(*outcome);
        note(was_right, typed == owner.code, 'P');
        if (!was_right) return;
        // It was found again, a day after it was said to be lost.
        people_.at(draft().person).loss.reset();
        receive();
    }

    void wait() {
        if (draft().key.empty()) return;
        auto& owner = people_.at(draft().person);
        auto const set = counting(draft());
        auto const outcome = begin_recovery_wait(rooms_, browser());
        auto const* begun = std::get_if<WaitBegun>(&outcome);
        if (begun == nullptr) return;
        ++waits_;
        EXPECT_TRUE(goes_on(draft()));
        EXPECT_EQ(hours_until_open(set), 24) << set;
        EXPECT_EQ(begun->opens_at, now_ + 24h);
        owner.waits.push_back({begun->opens_at, set, *draft().id});
        expect_told("recovery_waits", *draft().id);
        receive();
    }

    void choose_phone() {
        if (draft().key.empty()) return;
        auto const phone = "+3162" + std::to_string(1'000'000 + ++serial_);
        auto const asked = ask_new_phone(rooms_, browser(), PhoneNumber::from_e164(phone));
        if (!std::holds_alternative<ChallengeStarted>(asked)) return;
        EXPECT_TRUE(goes_on(draft()) && may_commit(draft())) << "no telephone before it opens";
        draft().new_phone = phone;
        draft().has_new_phone = false;
        receive();
    }

    void prove_phone_chosen() {
        if (draft().key.empty() || draft().new_phone.empty()) return;
        type_binding(pick(6) == 0 ? std::string("000000") : binding_codes_[draft().new_phone]);
    }

    void type_binding(std::string const& typed) {
        auto const outcome = prove_new_phone(rooms_, browser(), Tan::parse(typed).value());
        if (!outcome || !std::holds_alternative<AnswerRight>(*outcome)) return;
        EXPECT_EQ(typed, binding_codes_[draft().new_phone]);
        draft().has_new_phone = true;
    }

    // Whoever waited, and has the mailbox and the paper; sometimes too early.
    void comes_back() {
        if (person().waits.empty() || !person().super_pin) return;
        if (pick(3) != 0) now_ = std::max(now_, person().waits.front().opens_at);
        ask_for(person().email);
        if (person().enter_links.empty()) return;
        open_this(person().enter_links.back());
        if (draft().key.empty() || draft().person != person_) return;
        type_this(*person().super_pin);
        choose_phone();
        if (!draft().new_phone.empty()) type_binding(binding_codes_[draft().new_phone]);
        commit();
    }

    void commit() {
        if (draft().key.empty()) return;
        auto& owner = people_.at(draft().person);
        auto const set = counting(draft());
        auto const opens = goes_on(draft()) && may_commit(draft());
        auto const password = "nieuw wachtwoord " + std::to_string(++serial_);
        auto const session = sign_in(owner);
        auto const links = owner.enter_links;
        auto const outcome = recover(rooms_, browser(), hasher_.hash(password));
        if (!std::holds_alternative<AccountRecovered>(outcome)) {
            auto const chosen = opens ? chosen_by(set) : "";
            auto const lacks_phone = has_all(chosen, "P") && !draft().has_new_phone;
            // Where the mailbox is lost another is confirmed first, which nobody does here.
            auto const lacks_mailbox = has_all(chosen, "M");
            EXPECT_TRUE(!opens || chosen.empty() || lacks_phone || lacks_mailbox)
                << "who should get in stays out: " << set;
            return;
        }
        ++commits_;
        if (hours_until_open(set) > 0) ++commits_after_wait_;
        EXPECT_TRUE(opens) << "nothing opens by " << set;  // (a), (b), (d), (h)
        note_commit(owner, chosen_by(set), password);
        expect_over(owner, session, links);         // (c)
        expect_told("recovery_done", *draft().id);  // (e)
        expect_way_in(owner);                       // (f)
        draft() = {};
        receive();
    }

    void note_commit(Person& owner, std::string const& chosen, std::string const& password) {
        auto const had_super_pin = owner.super_pin.has_value();
        if (has_all(chosen, "K")) owner.password = password;
        if (has_all(chosen, "P")) {
            EXPECT_TRUE(draft().has_new_phone);
            owner.phone = draft().new_phone;
            owner.app.reset();
            owner.passkey.reset();
            owner.loss.reset();
            owner.code.clear();
        }
        if (has_all(chosen, "S")) {
            old_pins_.push_back(owner.super_pin.value());
            owner.super_pin.reset();
        }
        // What the one before chose holds back as long; a super-PIN that it used up, until there is another.
        if (owner.recovered_at && now_ < *owner.recovered_at + 48h)
            owner.chose += chosen;
        else if (has_all(owner.chose, "S") && !had_super_pin)
            owner.chose = chosen + "S";
        else
            owner.chose = chosen;
        owner.recovered_at = now_;
        owner.waits.clear();
        for (auto& other : drafts_)
            if (&other != &draft() && other.person == draft().person && !other.key.empty()) {
                EXPECT_FALSE(draft_facts(rooms_, {other.key, "192.0.2.9", now_})) << "another draft goes on";
                other = {};
            }
    }

    std::string sign_in(Person const& owner) {
        auto const token = new_cookie_token(contract_.random());
        in_database([&](Transaction& transaction) {
            start_session(transaction, token, {owner.id, {{"password", now_}}, now_, std::nullopt}, now_);
        });
        return session_hash(token.reveal());
    }

    void expect_over(Person& owner, std::string const& session, std::vector<std::string> const& links) {
        in_database([&](Transaction& transaction) {
            EXPECT_FALSE(find_session(transaction, session, now_)) << "a session goes on";
            EXPECT_EQ(
                transaction
                    .one("SELECT count(*) FROM challenge WHERE account_id = $1 AND ended_at IS NULL AND "
                         "used_at IS NULL",
                         owner.id)
                    ->number(0),
                0);
            for (auto const& link : links)
                EXPECT_FALSE(find_enter_link(transaction, link, now_)) << "a link goes on";
        });
    }

    void expect_told(std::string const& purpose, std::string const& about) {
        in_database([&](Transaction& transaction) {
            for (auto const& each : {purpose, purpose + "_sms"})
                EXPECT_TRUE(transaction.one("SELECT 1 FROM message WHERE purpose = $1 AND about_id = $2",
                                            each, about))
                    << each << " was not told";
        });
    }

    void expect_way_in(Person const& owner) {
        in_database([&](Transaction& transaction) {
            auto const stored = find_password(transaction, owner.id).value();
            auto const hash =
                contract_.sealer().open(account_password_context(owner.id), stored.sealed_hash).value();
            EXPECT_EQ(hasher_.verify(hash, owner.password), true);
            auto const factor = find_factor(transaction, owner.id, SmsFactor::kind);
            ASSERT_TRUE(factor);
            EXPECT_EQ(secret_of(*factor, contract_.sealer()), owner.phone);
        });
    }

    void stop() {
        auto& links = person().stop_links;
        if (links.empty()) return;
        auto const outcome = stop_recovery(rooms_, links.at(pick(links.size())), "192.0.2.9", now_);
        if (!std::holds_alternative<Stopped>(outcome)) return;
        ++stops_;
        // Which one, the store says; it was one of its owner's.
        auto const gone = [&](Person::Wait const& wait) {
            return !in_database([&](Transaction& transaction) {
                return find_recovery(transaction, Id<Recovery>(wait.draft));
            });
        };
        auto const before = person().waits;
        std::vector<std::string> stopped;
        for (auto const& wait : before)
            if (gone(wait)) stopped.push_back(wait.draft);
        EXPECT_LE(stopped.size(), 1U) << "a stop ends one draft";
        for (auto const& id : stopped) expect_told("recovery_stopped", id);
        std::erase_if(person().waits, gone);
        for (auto& each : drafts_)
            if (each.id && std::ranges::find(stopped, *each.id) != stopped.end()) each = {};
        receive();
    }

    void owner_comes() {
        auto& owner = person();
        if (owner.is_closed || pick(8) != 0) return;
        UsedMethods const methods{{"password", now_}, {"sms", now_}};
        in_database([&](Transaction& transaction) {
            auto const account = find_password(transaction, owner.id).value().account;
            end_recoveries_at_sign_in({transaction, rooms_, now_}, account, methods);
        });
        auto const in_hold = owner.recovered_at && now_ < *owner.recovered_at + 48h;
        if (in_hold && owner.chose.find_first_of("KP") != std::string::npos) return;
        for (auto const& wait : owner.waits) expect_told("recovery_stopped", wait.draft);
        owner.waits.clear();
        for (auto& each : drafts_)
            if (each.person == person_ && !each.key.empty()) {
                EXPECT_FALSE(draft_facts(rooms_, {each.key, "192.0.2.9", now_}));
                each = {};
            }
        receive();
    }

    void make_super_pin() {
        auto& owner = person();
        if (owner.is_closed || owner.super_pin) return;
        auto const pin = SuperPin::make(contract_.random());
        in_database([&](Transaction& transaction) {
            add_active_super_pin(transaction,
                                 {new_id<SuperPin>(now_, contract_.random()), owner.id,
                                  hasher_.hash(pin.reveal()).value(), now_},
                                 contract_.sealer());
        });
        owner.super_pin = pin.reveal();
    }

    void time_passes() {
        constexpr std::array<std::chrono::minutes, 4> steps{1min, 1min, 2min, 5min};
        now_ += steps.at(pick(steps.size()));
    }

    // Whoever closes an account gets a new one, as the next patient.
    void close() {
        auto& owner = person();
        in_database([&](Transaction& transaction) { close_account(transaction, owner.id, now_); });
        owner.is_closed = true;
        for (auto& each : drafts_)
            if (each.person == person_ && !each.key.empty()) {
                EXPECT_FALSE(draft_facts(rooms_, {each.key, "192.0.2.9", now_}));
                EXPECT_TRUE(std::holds_alternative<RecoveryOver>(
                    recover(rooms_, {each.key, "192.0.2.9", now_}, hasher_.hash("wie dan ook"))));
                each = {};
            }
        for (auto const& link : owner.enter_links)
            EXPECT_TRUE(std::holds_alternative<NoSuchLink>(
                begin_draft_by_link(rooms_, link, {"late", "192.0.2.9", now_})));
        auto const email = owner.email;
        add_person(email);
        people_.at(person_) = people_.back();
        people_.pop_back();
    }

    std::mt19937 chance_{20'261'129};
    int serial_ = 0;
    Time now_ = from_stored(1'800'000'000'000);
    ContractDatabase contract_{GetParam()};
    ContractRecovery recovery_{contract_};
    PasswordHasher& hasher_ = recovery_.hasher;
    SmsFactor const& sms_ = recovery_.sms;
    TotpFactor const& totp_ = recovery_.totp;
    PaperCodes const& paper_codes_ = recovery_.paper_codes;
    RecoveryRooms const& rooms_ = recovery_.rooms;
    std::vector<Person> people_;
    std::array<Draft, browsers> drafts_;
    std::map<std::string, std::string> binding_codes_;
    std::vector<std::string> old_pins_;
    std::size_t person_ = 0, browser_ = 0;
};

// Few where everybody waits for it; VOORDEUR_WALK_STEPS says how many else.
int wanted_steps() {
    auto const* const text = std::getenv("VOORDEUR_WALK_STEPS");
    return text == nullptr ? 3'000 : static_cast<int>(whole_number(text).value());
}

TEST_P(RecoveryWalk, NeverOpensForLessAndNeverKeepsItsOwnerOut) {
    auto const steps = wanted_steps();
    walk(steps);
    RecordProperty("commits", commits_);
    RecordProperty("commits_after_wait", commits_after_wait_);
    RecordProperty("waits", waits_);
    RecordProperty("stops", stops_);
    // Else the walk goes nowhere.
    EXPECT_GT(commits_, steps / 400);
    EXPECT_GT(waits_, steps / 1'000);
    EXPECT_GT(stops_, 0);
    EXPECT_GT(commits_after_wait_, 0);
}

INSTANTIATE_TEST_SUITE_P(Databases, RecoveryWalk, testing::ValuesIn(contract_databases()),
                         [](auto const& kind) { return kind.param; });

}  // namespace
}  // namespace voordeur
