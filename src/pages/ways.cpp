// SPDX-License-Identifier: EUPL-1.2
#include "ways.hpp"

#include <algorithm>
#include <array>

#include "app.hpp"
#include "audit/audit.hpp"
#include "base/overloaded.hpp"
#include "factors/paper_codes/code_used.hpp"
#include "factors/paper_codes/paper_codes.hpp"
#include "factors/passkeys/passkeys.hpp"
#include "factors/totp/totp_factor.hpp"
#include "filled_in.hpp"
#include "page.hpp"
#include "passkey_form.hpp"
#include "sessions/session_store.hpp"
#include "sms_code.hpp"
#include "urls.hpp"
#include "values/tan.hpp"
#include "values/text.hpp"
#include "visitor.hpp"
#include "ways_to_ask.html.hpp"
#include "web/response.hpp"
#include "words.hpp"

namespace voordeur {
namespace {

constexpr std::array known_kinds{SmsFactor::kind, TotpFactor::kind, Passkeys::kind, PaperCodes::kind};

// What pages say of a kind.
struct WayWords {
    FactorKind kind;
    Word name, button;
    Word label, empty, incomplete, wrong, expired;
};

WayWords const& words_of(std::string_view kind) {
    static constexpr std::array all{
        WayWords{SmsFactor::kind, words::pages::way_sms, words::pages::way_sms_button,
                 words::pages::code_label, words::pages::code_empty, words::pages::code_incomplete,
                 words::pages::code_wrong, words::pages::code_expired},
        WayWords{TotpFactor::kind, words::pages::way_app, words::pages::way_app_button,
                 words::pages::app_code_label, words::pages::app_code_empty,
                 words::pages::app_code_incomplete, words::pages::app_code_wrong,
                 words::pages::app_code_used},
        WayWords{Passkeys::kind, words::pages::way_passkey, words::pages::way_passkey_button,
                 words::pages::way_passkey, words::pages::passkey_failed, words::pages::passkey_failed,
                 words::pages::passkey_refused, words::pages::passkey_refused},
        WayWords{PaperCodes::kind, words::pages::way_paper, words::pages::way_paper_button,
                 words::pages::paper_code_label, words::pages::paper_code_empty,
                 words::pages::paper_code_incomplete, words::pages::paper_code_wrong,
                 words::pages::paper_code_used}};
    auto const found = std::ranges::find(all, kind, [](WayWords const& each) { return each.kind.name; });
    return found == all.end() ? all.front() : *found;
}

bool is_paper(std::string_view kind) {
    return kind == PaperCodes::kind.name;
}

bool is_passkey(std::string_view kind) {
    return kind == Passkeys::kind.name;
}

Id<Challenge> ask_silent_kind(Transaction& transaction, App const& app, Factor const& factor,
                              Asked const& asked) {
    auto const& kind = factor.facts.kind;
    if (is_paper(kind)) return app.paper_codes.ask(transaction, factor, asked);
    if (is_passkey(kind)) return app.passkeys.ask(transaction, factor, asked);
    return app.totp.ask(transaction, factor, asked);
}

std::vector<FactorFacts> facts_of(std::vector<Way> const& ways) {
    std::vector<FactorFacts> facts;
    for (auto const& way : ways) facts.push_back(way.factor.facts);
    return facts;
}

// Who did not do it hears of it, and how many are left.
void note_used_paper(Transaction& transaction, App const& app, PatientVisitor const& visitor,
                     Challenge const& challenge) {
    auto const& account = visitor.account();
    record_step(transaction, app, visitor,
                {.type = AuditType::second_factor_paper_code, .object = account.id});
    tell_of_used_paper_code(transaction, app.notices, {account, visitor.practice, challenge.id},
                            visitor.now());
}

}  // namespace

std::vector<Way> ways_of(Transaction& transaction, Id<Account> const& account_id, Time now) {
    auto const factors = factors_of(transaction, account_id);
    std::vector<FactorFacts> facts;
    for (auto const& factor : factors) facts.push_back(factor.facts);
    std::vector<Way> ways;
    for (auto const index : factors_in_order(facts, known_kinds))
        ways.push_back({factors[index], standing_of(facts[index], now), ways.empty()});
    return ways;
}

std::variant<FactorWaits, FactorWornOut, FactorStopped> why_none_can_be_asked(std::vector<Way> const& ways,
                                                                              Time now) {
    return why_none_can_be_asked(facts_of(ways), known_kinds, now);
}

Way const* way_of_kind(std::vector<Way> const& ways, std::string_view kind) {
    auto const found = std::ranges::find(
        ways, kind, [](Way const& way) -> std::string_view { return way.factor.facts.kind; });
    return found == ways.end() ? nullptr : &*found;
}

bool can_be_first(Way const& way) {
    auto const kind = std::ranges::find(known_kinds, way.factor.facts.kind, &FactorKind::name);
    return kind != known_kinds.end() && !kind->is_spare;
}

std::vector<Way> removable(std::vector<Way> const& ways) {
    auto const facts = facts_of(ways);
    std::vector<Way> found;
    for (std::size_t i = 0; i < ways.size(); ++i)
        if (may_be_removed(i, facts, known_kinds)) found.push_back(ways[i]);
    return found;
}

Word name_of_way(std::string_view kind) {
    return words_of(kind).name;
}

Word button_of_way(std::string_view kind) {
    return words_of(kind).button;
}

SmsStart ask_for(Transaction& transaction, Asking const& asking, Factor const& factor) {
    auto const& [app, receiver, now] = asking;
    if (factor.facts.kind == SmsFactor::kind.name) return app.sms.ask(transaction, receiver, factor, now);
    Asked const asked{receiver.purpose, receiver.browser_key.value(), now};
    return ChallengeStarted{ask_silent_kind(transaction, app, factor, asked), false};
}

void fill_ways_to_ask(Page& page, IncludeName where, PatientVisitor const& visitor, WaysToAsk const& asked) {
    namespace names = html::pages_ways_to_ask;
    auto list = page.include(where, names::file);
    for (auto const& way : asked.ways) {
        auto const& kind = way.factor.facts.kind;
        auto item = list.add(names::WAY);
        item.set(names::WAY_NAME, name_of_way(kind));
        auto const show_usable = [&](FactorUsable) {
            item.set(names::WAY_KIND, kind)
                .set(names::WAY_BUTTON, button_of_way(kind))
                .set(names::ACTION, asked.action)
                .set(names::LOOK, asked.look)
                .show(names::USABLE);
        };
        std::visit(
            overloaded{
                show_usable,
                [&](FactorWaits wait) { item.show(names::WAITS{.when = when_text(wait.until, visitor)}); },
                [&](FactorStopped) { item.show(names::STOPPED); },
                [&](FactorWornOut) { item.show(names::WORN_OUT); },
            },
            way.standing);
    }
}

TextField code_field_of(std::string_view kind, std::optional<Word> error) {
    auto field = code_field(error);
    field.label = words_of(kind).label;
    if (!is_paper(kind)) return field;
    return {.name = field.name,
            .label = field.label,
            .hint = words::pages::paper_code_hint,
            .in_capitals = true,
            .error = error};
}

Word unreadable_code(std::string_view kind, std::string const& typed) {
    return trimmed_visible(typed).empty() ? words_of(kind).empty : words_of(kind).incomplete;
}

Word wrong_code(std::string_view kind) {
    return words_of(kind).wrong;
}

Word expired_code(std::string_view kind) {
    return words_of(kind).expired;
}

std::optional<AnswerOutcome> check_code(Transaction& transaction, App const& app,
                                        PatientVisitor const& visitor, Challenge const& challenge) {
    if (is_passkey(challenge.kind)) {
        auto const sent = sent_passkey(visitor.form);
        if (!sent) return std::nullopt;
        return app.passkeys.check_answer(transaction, challenge, *sent, visitor.now());
    }
    auto const& text = visitor.form.text("code");
    if (is_paper(challenge.kind)) {
        auto const code = PaperCode::parse(text);
        if (!code) return std::nullopt;
        auto const outcome = app.paper_codes.check_code(transaction, challenge, *code, visitor.now());
        if (std::holds_alternative<AnswerRight>(outcome))
            note_used_paper(transaction, app, visitor, challenge);
        return outcome;
    }
    auto const code = Tan::parse(text);
    if (!code) return std::nullopt;
    if (challenge.kind == TotpFactor::kind.name)
        return app.totp.check_code(transaction, challenge, *code, visitor.now());
    return app.sms.check_code(transaction, challenge, *code, visitor.now());
}

Response begin_again_at_sign_in(App const& app, PatientVisitor const& visitor) {
    app.database.transaction([&](Transaction& transaction) {
        end_session(transaction, visitor.session().token_hash, visitor.now());
    });
    auto response = see_other(of_practice(urls::sign_in, visitor));
    clear_session_cookies(app, response);
    return response.with_cookie(filled_in_cookie(
        app.sealer, app.cookies, {.notice = Notice::code_ended, .email = visitor.account().key()}));
}

}  // namespace voordeur
