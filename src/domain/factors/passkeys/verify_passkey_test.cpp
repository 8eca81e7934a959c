// SPDX-License-Identifier: EUPL-1.2
// One wrong thing at a time in what is right otherwise, and the reason that the log gets for it. The cases
// are those that RUB-NDS found open at 104 sites, by the names of their teaching verifiers (V9 to V28 sign
// in, V44 to V61 make one); those that need an account, a session or a second passkey are in
// tests/front_door/passkeys_test.cpp.
#include "factors/passkeys/verify_passkey.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <vector>

#include "crypto/encoding.hpp"
#include "support/test_cbor.hpp"
#include "support/test_passkey.hpp"

namespace voordeur {
namespace {

using Refusal = PasskeyRefusal;

PasskeyTerms const terms{std::string(32, 'c'), "https://login.example.org", "login.example.org", true};
std::string const handle(64, 'h');

struct Case {
    char const* what;
    Refusal reason;
    TestPasskey::Change change;
};

std::string told(std::variant<PasskeyFacts, Refusal> const& outcome) {
    auto const* const refusal = std::get_if<Refusal>(&outcome);
    return refusal == nullptr ? "accepted" : std::string(name_of(*refusal));
}
std::string told(std::variant<PasskeyRight, Refusal> const& outcome) {
    auto const* const refusal = std::get_if<Refusal>(&outcome);
    return refusal == nullptr ? "accepted" : std::string(name_of(*refusal));
}

class VerifyPasskey : public testing::Test {
  protected:
    std::string made(TestPasskey::Change const& change = {}, PasskeyTerms const& wanted = terms) const {
        return told(verify_made_passkey(passkey_.make(terms, change), wanted));
    }
    PasskeyFacts facts() const {
        return std::get<PasskeyFacts>(verify_made_passkey(passkey_.make(terms), terms));
    }
    std::string answered(TestPasskey::Change const& change = {}, PasskeyTerms const& wanted = terms,
                         bool is_nobody_known = true) const {
        auto const known = facts();
        return told(
            verify_assertion(passkey_.answer(terms, change), {known, handle, is_nobody_known}, wanted));
    }

    TestPasskey passkey_ = [] {
        TestPasskey passkey;
        passkey.user_handle = handle;
        return passkey;
    }();
};

TEST_F(VerifyPasskey, AcceptsEachAlgorithmMadeAndAnswered) {
    for (auto const algorithm : {-7, -8, -257})
        for (auto const* format : {"none", "packed"}) {
            TestPasskey passkey(algorithm);
            passkey.user_handle = handle;
            auto const made =
                verify_made_passkey(passkey.make(terms, [&](auto& says) { says.format = format; }), terms);
            ASSERT_EQ(told(made), "accepted") << algorithm << " " << format;
            auto const& known = std::get<PasskeyFacts>(made);
            EXPECT_EQ(known.id, passkey.raw_id);
            EXPECT_EQ(known.flags, (AuthenticatorFlags{true, true, true, true}));
            EXPECT_EQ(told(verify_assertion(passkey.answer(terms), {known, handle, true}, terms)),
                      "accepted");
        }
}

TEST_F(VerifyPasskey, ToleratesWhatTheStandardTolerates) {
    EXPECT_EQ(made([](auto& says) { says.more = ",\"crossOrigin\":false,\"other\":{\"a\":[1]}"; }),
              "accepted");
    EXPECT_EQ(made([](auto& says) { says.ed = true, says.after_data = "\xa1" + cbor_text("x") + cbor(1); }),
              "accepted");
    EXPECT_EQ(answered([](auto& says) { says.ed = true, says.after_data = "\xa0"; }), "accepted");
    EXPECT_EQ(answered([](auto& says) { says.bs = false; }), "accepted") << "not backed up this time";
    EXPECT_EQ(answered([](auto& says) { says.user_handle.reset(); }, terms, false), "accepted")
        << "where the account is known";
    auto without_user = terms;
    without_user.must_verify_user = false;
    EXPECT_EQ(answered([](auto& says) { says.uv = false; }, without_user), "accepted");
}

// V44 to V61, and stricter.
TEST_F(VerifyPasskey, RefusesWhatIsWrongInANewOne) {
    std::vector<Case> const cases{
        {"no type", Refusal::type_wrong, [](auto& says) { says.type = ""; }},
        {"the type of signing in", Refusal::type_wrong, [](auto& says) { says.type = "webauthn.get"; }},
        {"no challenge", Refusal::challenge_wrong, [](auto& says) { says.challenge = ""; }},
        {"another challenge", Refusal::challenge_wrong,
         [](auto& says) { says.challenge = std::string(32, 'd'); }},
        {"another site", Refusal::origin_wrong, [](auto& says) { says.origin = "https://evil.example"; }},
        {"a subdomain", Refusal::origin_wrong,
         [](auto& says) { says.origin = "https://x.login.example.org"; }},
        {"the domain above", Refusal::origin_wrong, [](auto& says) { says.origin = "https://example.org"; }},
        {"a longer name", Refusal::origin_wrong, [](auto& says) { says.origin += ".evil.example"; }},
        {"another port", Refusal::origin_wrong, [](auto& says) { says.origin += ":8443"; }},
        {"no https", Refusal::origin_wrong, [](auto& says) { says.origin = "http://login.example.org"; }},
        {"in a frame of another site", Refusal::cross_origin,
         [](auto& says) { says.more = ",\"crossOrigin\":true"; }},
        {"under another site", Refusal::top_origin,
         [](auto& says) { says.more = ",\"topOrigin\":\"https://login.example.org\""; }},
        {"for another site", Refusal::site_wrong, [](auto& says) { says.rp_id = "evil.example"; }},
        {"for the domain above", Refusal::site_wrong, [](auto& says) { says.rp_id = "example.org"; }},
        {"nobody there", Refusal::user_absent, [](auto& says) { says.up = false; }},
        {"nobody was asked who they are", Refusal::user_not_verified, [](auto& says) { says.uv = false; }},
        {"backed up, and cannot be", Refusal::backed_up_but_not_eligible,
         [](auto& says) { says.be = false; }},
    };
    for (auto const& [what, reason, change] : cases) EXPECT_EQ(made(change), name_of(reason)) << what;
}

TEST_F(VerifyPasskey, RefusesWhatIsNoMessage) {
    std::string const long_id(1024, 'i'), longest_id(1023, 'i');
    EXPECT_EQ(made([&](auto& says) { says.raw_id = says.id_in_data = longest_id; }), "accepted");
    std::vector<Case> const cases{
        {"no passkey in it", Refusal::credential_missing, [](auto& says) { says.at = false; }},
        {"an algorithm that was not asked", Refusal::algorithm_not_asked,
         [](auto& says) { says.public_key = TestPasskey(-35).public_key(); }},
        {"an id of 1024 bytes", Refusal::id_length,
         [&](auto& says) { says.raw_id = says.id_in_data = long_id; }},
        {"no id", Refusal::id_length, [](auto& says) { says.raw_id = says.id_in_data = "", says.id = "x"; }},
        {"an id that is not its bytes", Refusal::id_differs, [](auto& says) { says.id = "AAAA"; }},
        {"an id that the authenticator did not say", Refusal::id_differs,
         [](auto& says) { says.id_in_data = std::string(32, 'x'); }},
        {"a byte after the data", Refusal::authenticator_data_unreadable,
         [](auto& says) { says.after_data = "x"; }},
        {"a byte after the attestation", Refusal::attestation_unreadable,
         [](auto& says) { says.after_attestation = "x"; }},
        {"an attestation of more than 8 KiB", Refusal::attestation_length,
         [](auto& says) { says.after_attestation = std::string(8 * 1024, 'x'); }},
        {"client data of more than 4 KiB", Refusal::client_data_length,
         [](auto& says) { says.more = ",\"x\":\"" + std::string(4 * 1024, 'x') + "\""; }},
        {"a key twice", Refusal::client_data_unreadable,
         [](auto& says) { says.more = ",\"origin\":\"https://login.example.org\""; }},
        {"a key twice below", Refusal::client_data_unreadable,
         [](auto& says) { says.more = ",\"x\":{\"a\":1,\"a\":2}"; }},
        {"crossOrigin as text", Refusal::client_data_unreadable,
         [](auto& says) { says.more = ",\"crossOrigin\":\"false\""; }},
        {"no JSON", Refusal::client_data_unreadable, [](auto& says) { says.more = ","; }},
    };
    for (auto const& [what, reason, change] : cases) EXPECT_EQ(made(change), name_of(reason)) << what;
}

TEST_F(VerifyPasskey, RefusesOtherAttestationsAndKeys) {
    TestPasskey const other;
    std::vector<Case> const cases{
        {"a format with a maker", Refusal::format_refused, [](auto& says) { says.format = "fido-u2f"; }},
        {"no format", Refusal::format_refused, [](auto& says) { says.format = ""; }},
        {"a statement where none is", Refusal::statement_refused,
         [](auto& says) { says.statement = "\xa1" + cbor_text("x") + cbor(1); }},
        {"a certificate", Refusal::statement_refused,
         [](auto& says) {
             says.format = "packed";
             says.statement = "\xa3" + cbor_text("alg") + cbor(-7) + cbor_text("sig") + cbor_bytes("x") +
                              cbor_text("x5c") + "\x80";
         }},
        {"an attestation by another algorithm", Refusal::statement_refused,
         [](auto& says) {
             says.format = "packed";
             says.statement = "\xa2" + cbor_text("alg") + cbor(-8) + cbor_text("sig") + cbor_bytes("x");
         }},
        {"an attestation that nobody signed", Refusal::attestation_signature_wrong,
         [](auto& says) { says.format = "packed", says.breaks_signature = true; }},
        {"a key that is none", Refusal::key_unreadable, [](auto& says) { says.public_key = "\xa0"; }},
        {"the key of another algorithm", Refusal::key_of_another_algorithm,
         [](auto& says) {
             says.public_key = "\xa4" + cbor(1) + cbor(1) + cbor(3) + cbor(-7) + cbor(-1) + cbor(6) +
                               cbor(-2) + cbor_bytes(std::string(32, 'x'));
         }},
        {"a private key", Refusal::key_of_another_algorithm,
         [&](auto& says) {
             says.public_key = other.public_key();
             says.public_key.front() = '\xa6';
             says.public_key += cbor(-4) + cbor_bytes(std::string(32, 'd'));
         }},
        {"a point that is not on the curve", Refusal::key_invalid,
         [&](auto& says) {
             says.public_key = other.public_key();
             says.public_key.back() = static_cast<char>(says.public_key.back() ^ 1);
         }},
        {"an RSA key of 1024 bits", Refusal::key_invalid,
         [](auto& says) { says.public_key = TestPasskey(-257, 1024).public_key(); }},
    };
    for (auto const& [what, reason, change] : cases) EXPECT_EQ(made(change), name_of(reason)) << what;
}

// V9 to V28, and stricter.
TEST_F(VerifyPasskey, RefusesWhatIsWrongInAnAnswer) {
    std::vector<Case> const cases{
        {"another passkey", Refusal::passkey_of_another,
         [](auto& says) { says.raw_id = std::string(32, 'x'); }},
        {"an id that is not its bytes", Refusal::id_differs, [](auto& says) { says.id = "AAAA"; }},
        {"nobody's handle", Refusal::user_handle_missing, [](auto& says) { says.user_handle.reset(); }},
        {"somebody else's handle", Refusal::user_handle_wrong,
         [](auto& says) { says.user_handle = std::string(64, 'x'); }},
        {"no type", Refusal::type_wrong, [](auto& says) { says.type = ""; }},
        {"the type of making one", Refusal::type_wrong, [](auto& says) { says.type = "webauthn.create"; }},
        {"another challenge", Refusal::challenge_wrong,
         [](auto& says) { says.challenge = std::string(32, 'd'); }},
        {"half of the challenge", Refusal::challenge_wrong,
         [](auto& says) { says.challenge = std::string(16, 'c'); }},
        {"another site", Refusal::origin_wrong, [](auto& says) { says.origin = "https://evil.example"; }},
        {"a subdomain", Refusal::origin_wrong,
         [](auto& says) { says.origin = "https://x.login.example.org"; }},
        {"the domain above", Refusal::origin_wrong, [](auto& says) { says.origin = "https://example.org"; }},
        {"in a frame of another site", Refusal::cross_origin,
         [](auto& says) { says.more = ",\"crossOrigin\":true"; }},
        {"under another site", Refusal::top_origin,
         [](auto& says) { says.more = ",\"topOrigin\":\"https://login.example.org\""; }},
        {"for another site", Refusal::site_wrong, [](auto& says) { says.rp_id = "evil.example"; }},
        {"for the domain above", Refusal::site_wrong, [](auto& says) { says.rp_id = "example.org"; }},
        {"nobody there", Refusal::user_absent, [](auto& says) { says.up = false; }},
        {"nobody was asked who they are", Refusal::user_not_verified, [](auto& says) { says.uv = false; }},
        {"backed up, and cannot be", Refusal::backed_up_but_not_eligible,
         [](auto& says) { says.be = false; }},
        {"of one device now", Refusal::eligibility_changed, [](auto& says) { says.be = says.bs = false; }},
        {"a signature that is none", Refusal::signature_wrong,
         [](auto& says) { says.breaks_signature = true; }},
        {"a passkey in it", Refusal::credential_unexpected, [](auto& says) { says.at = true; }},
        {"a byte after the data", Refusal::authenticator_data_unreadable,
         [](auto& says) { says.after_data = "x"; }},
        {"extensions that are none", Refusal::authenticator_data_unreadable,
         [](auto& says) { says.ed = true, says.after_data = "\x01"; }},
        {"client data of more than 4 KiB", Refusal::client_data_length,
         [](auto& says) { says.more = ",\"x\":\"" + std::string(4 * 1024, 'x') + "\""; }},
    };
    for (auto const& [what, reason, change] : cases) EXPECT_EQ(answered(change), name_of(reason)) << what;
}

TEST_F(VerifyPasskey, RefusesTheSignatureOfAnotherKey) {
    TestPasskey other;
    other.raw_id = passkey_.raw_id, other.user_handle = handle;
    auto const known = facts();
    EXPECT_EQ(told(verify_assertion(other.answer(terms), {known, handle, true}, terms)), "signature_wrong");
    for (auto const algorithm : {-8, -257}) {
        TestPasskey third(algorithm);
        third.raw_id = passkey_.raw_id, third.user_handle = handle;
        EXPECT_EQ(told(verify_assertion(third.answer(terms), {known, handle, true}, terms)),
                  "signature_wrong");
    }
    auto answer = passkey_.answer(terms);
    answer.client_data += " ";
    EXPECT_EQ(told(verify_assertion(answer, {known, handle, true}, terms)), "signature_wrong")
        << "the bytes as they came are signed";
    answer = passkey_.answer(terms);
    answer.signature = "";
    EXPECT_EQ(told(verify_assertion(answer, {known, handle, true}, terms)), "signature_wrong");
}

TEST_F(VerifyPasskey, CountsOfOneDeviceGoUpOnly) {
    struct Counted {
        bool be;
        std::uint32_t before, now;
        std::string told;
        bool is_back;
    };
    for (auto const& [be, before, now, expected, is_back] :
         {Counted{false, 0, 0, "accepted", false}, Counted{true, 0, 0, "accepted", false},
          Counted{false, 0, 1, "accepted", false}, Counted{false, 7, 8, "accepted", false},
          Counted{false, 7, 7, "counter_back", false}, Counted{false, 7, 6, "counter_back", false},
          Counted{false, 7, 0, "counter_back", false}, Counted{true, 7, 7, "accepted", true},
          Counted{true, 7, 0, "accepted", true}, Counted{true, 7, 8, "accepted", false}}) {
        passkey_.be = passkey_.bs = be;
        passkey_.sign_count = before;
        auto const known = facts();
        passkey_.sign_count = now;
        auto const outcome = verify_assertion(passkey_.answer(terms), {known, handle, true}, terms);
        EXPECT_EQ(told(outcome), expected) << before << " " << now;
        if (auto const* right = std::get_if<PasskeyRight>(&outcome)) {
            EXPECT_EQ(right->is_counter_back, is_back);
            EXPECT_EQ(right->sign_count, now);
        }
    }
}

}  // namespace
}  // namespace voordeur
