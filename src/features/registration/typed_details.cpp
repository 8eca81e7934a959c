// SPDX-License-Identifier: EUPL-1.2
#include "registration/typed_details.hpp"

#include "registration/words.hpp"
#include "values/text.hpp"
#include "web/form.hpp"
#include "words/dates.hpp"

namespace voordeur {
namespace {

Word words_for(BirthDateDoubt doubt) {
    return doubt == BirthDateDoubt::in_the_future ? words::registration::birth_date_in_the_future
                                                  : words::registration::birth_date_too_long_ago;
}

Word words_for_unreadable_date(std::string const& typed) {
    if (trimmed_visible(typed).empty()) return words::registration::birth_date_empty;
    return BirthDate::lacks_year(typed) ? words::registration::birth_date_no_year
                                        : words::registration::birth_date_unreadable;
}

}  // namespace

TypedDetails read_details(Form const& form, std::string const& email, Time now) {
    TypedDetails typed{EmailAddress::parse(email),
                       BirthDate::parse(form.text("birth_date")),
                       {},
                       Postcode::parse(form.text("postcode"))};
    if (typed.birth_date) typed.doubt = typed.birth_date->doubt(day_of(now));
    return typed;
}

DetailsErrors errors_of(HalfTyped const& half) {
    DetailsErrors errors;
    if (half.month)
        errors.birth_date = words::registration::birth_date_year_only;
    else if (half.day)
        errors.birth_date = words::registration::birth_date_no_day;
    if (half.postcode_digits > 0)
        errors.postcode = words::registration::postcode_misses_digits{.digits = half.postcode_digits};
    else if (half.postcode_letters > 0)
        errors.postcode = words::registration::postcode_misses_letters{.letters = half.postcode_letters};
    return errors;
}

std::optional<Details> readable(TypedDetails const& typed) {
    if (!typed.email || !typed.birth_date || typed.doubt || !typed.postcode) return std::nullopt;
    return Details{*typed.email, *typed.birth_date, *typed.postcode};
}

DetailsErrors errors_of_unreadable(Form const& form, TypedDetails const& typed) {
    auto const is_empty = [&](std::string_view name) { return trimmed_visible(form.text(name)).empty(); };
    DetailsErrors errors;
    if (!typed.email)
        errors.email =
            is_empty("email") ? words::registration::email_empty : words::registration::email_unreadable;
    if (typed.doubt)
        errors.birth_date = words_for(*typed.doubt);
    else if (!typed.birth_date)
        errors.birth_date = words_for_unreadable_date(form.text("birth_date"));
    if (!typed.postcode)
        errors.postcode = is_empty("postcode") ? words::registration::postcode_empty
                                               : words::registration::postcode_unreadable;
    return errors;
}

}  // namespace voordeur
