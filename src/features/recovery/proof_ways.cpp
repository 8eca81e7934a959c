// SPDX-License-Identifier: EUPL-1.2
#include "recovery/proof_ways.hpp"

#include <algorithm>
#include <array>

#include "app.hpp"
#include "recoveries/stop_sms.hpp"
#include "recovery/words.hpp"
#include "urls.hpp"

namespace voordeur {
namespace {

Factor const* factor_of(DraftFacts const& facts, FactorKind kind) {
    auto const found = std::ranges::find_if(
        facts.factors, [&](Factor const& factor) { return factor.facts.kind == kind.name; });
    return found == facts.factors.end() ? nullptr : &*found;
}

// A telephone that was reported lost gets no code.
bool has_phone(DraftFacts const& facts) {
    auto const* phone = factor_of(facts, SmsFactor::kind);
    return phone != nullptr && may_be_sent_to(*phone, facts.given, facts.now);
}

FilledWord phone_label(App const& app, DraftFacts const& facts) {
    auto const secret = secret_of(*factor_of(facts, SmsFactor::kind), app.sealer);
    return words::recovery::choose_phone{.last_two = PhoneNumber::from_e164(secret).last_two()};
}

constexpr std::array ways{
    ProofWay{Proof::mailbox, words::recovery::has_mailbox, [](DraftFacts const&) { return false; }},
    ProofWay{Proof::phone, words::recovery::has_phone, has_phone, phone_label, urls::recover_by_phone, true},
    ProofWay{Proof::app, words::recovery::has_app,
             [](DraftFacts const& facts) { return factor_of(facts, TotpFactor::kind) != nullptr; },
             [](App const&, DraftFacts const&) -> FilledWord { return words::recovery::choose_app; },
             urls::recover_by_app},
    ProofWay{Proof::passkey, words::recovery::has_passkey,
             [](DraftFacts const& facts) { return facts.has_passkey; },
             [](App const&, DraftFacts const&) -> FilledWord { return words::recovery::choose_passkey; },
             urls::recover_by_passkey},
    ProofWay{Proof::super_pin, words::recovery::has_super_pin,
             [](DraftFacts const& facts) { return facts.has_super_pin; },
             [](App const&, DraftFacts const&) -> FilledWord { return words::recovery::choose_super_pin; },
             urls::recover_by_super_pin},
    ProofWay{Proof::paper_code, words::recovery::has_paper_code,
             [](DraftFacts const& facts) { return factor_of(facts, PaperCodes::kind) != nullptr; },
             [](App const&, DraftFacts const&) -> FilledWord { return words::recovery::choose_paper_code; },
             urls::recover_by_paper_code},
    ProofWay{Proof::password, words::recovery::has_password, [](DraftFacts const&) { return true; },
             [](App const&, DraftFacts const&) -> FilledWord { return words::recovery::choose_password; },
             urls::recover_by_password},
};

}  // namespace

std::span<ProofWay const> proof_ways() {
    return ways;
}

}  // namespace voordeur
