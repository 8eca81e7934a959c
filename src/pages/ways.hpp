// SPDX-License-Identifier: EUPL-1.2
// The ways to sign in that an account has beside its password, as pages ask for them. The kinds of factors
// are listed here, and nowhere else in pages and features.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "factors/answers.hpp"
#include "factors/factor_store.hpp"
#include "factors/sms/sms_factor.hpp"
#include "page_function.hpp"
#include "web/template_names.hpp"
#include "words/word.hpp"

namespace voordeur {

class Page;
struct TextField;

struct Way {
    Factor factor;
    FactorStanding standing;
    bool is_first_choice = false;

    bool can_be_asked() const { return std::holds_alternative<FactorUsable>(standing); }
};
// In their order.
std::vector<Way> ways_of(Transaction& transaction, Id<Account> const& account_id, Time now);
std::variant<FactorWaits, FactorWornOut, FactorStopped> why_none_can_be_asked(std::vector<Way> const& ways,
                                                                              Time now);
Way const* way_of_kind(std::vector<Way> const& ways, std::string_view kind);  // nullptr: there is none
bool can_be_first(Way const& way);
// Those without which something is left that can be asked each time.
std::vector<Way> removable(std::vector<Way> const& ways);
// "Sms", "App": what a page calls a kind.
Word name_of_way(std::string_view kind);
// What the button says that asks for it.
Word button_of_way(std::string_view kind);

// A list of them: each with its button, or with why it has none.
struct WaysToAsk {
    std::vector<Way> const& ways;
    std::string_view action;
    std::string_view look = "secondary";
};
void fill_ways_to_ask(Page& page, IncludeName where, PatientVisitor const& visitor, WaysToAsk const& asked);

// Begins to ask for one, or goes on with what is open in this browser. What hinders is always an SMS's.
struct Asking {
    App const& app;
    SmsReceiver const& receiver;
    Time now;
};
SmsStart ask_for(Transaction& transaction, Asking const& asking, Factor const& factor);

// The field for its code, and what is said of what was typed there.
TextField code_field_of(std::string_view kind, std::optional<Word> error);
Word unreadable_code(std::string_view kind, std::string const& typed);
Word wrong_code(std::string_view kind);
Word expired_code(std::string_view kind);

// What was typed in that field. nullopt: it is no code of this kind, and so was no try.
std::optional<AnswerOutcome> check_code(Transaction& transaction, App const& app,
                                        PatientVisitor const& visitor, Challenge const& challenge);
// The challenge is over: the session ends, and whoever it was begins again at E1, with the reason said there.
Response begin_again_at_sign_in(App const& app, PatientVisitor const& visitor);

}  // namespace voordeur
