// SPDX-License-Identifier: EUPL-1.2
#include "filled_in.hpp"

#include <array>
#include <chrono>
#include <string_view>

#include "base/escaping.hpp"
#include "crypto/sealer.hpp"
#include "web/browser.hpp"
#include "web/form.hpp"
#include "web/request.hpp"
#include "web/response.hpp"

namespace voordeur {
namespace {

constexpr std::chrono::minutes kept_for{15};
constexpr SealContext where{.table = "cookie", .column = "filled-in"};

constexpr std::string_view text_of(Notice notice) {
    switch (notice) {
        case Notice::registered:
            return "registered";
        case Notice::registered_by_letter:
            return "registered_by_letter";
        case Notice::signed_out:
            return "signed_out";
        case Notice::session_ended:
            return "session_ended";
        case Notice::code_ended:
            return "code_ended";
        case Notice::binding_ended:
            return "binding_ended";
        case Notice::passkey_refused:
            return "passkey_refused";
        case Notice::passkey_unknown:
            return "passkey_unknown";
    }
    return "";
}

// An unknown text is no notice: the cookie may be older than the program.
std::optional<Notice> notice_from(std::string_view text) {
    using enum Notice;
    for (auto const notice : {registered, registered_by_letter, signed_out, session_ended, code_ended,
                              binding_ended, passkey_refused, passkey_unknown})
        if (text_of(notice) == text) return notice;
    return std::nullopt;
}

struct KeptField {
    std::string_view name, value;
};

}  // namespace

Cookie filled_in_cookie(Sealer const& sealer, CookieNames const& names, FilledIn const& kept) {
    auto const notice = kept.notice ? text_of(*kept.notice) : std::string_view();
    std::string encoded;
    for (auto const& [name, value] : std::to_array<KeptField>(
             {{"notice", notice}, {"email", kept.email}, {"country", kept.country}, {"phone", kept.phone}}))
        if (!value.empty())
            encoded += (encoded.empty() ? "" : "&") + std::string(name) + "=" + url_encoded(value);
    return {names.filled_in(), sealer.seal(where, encoded), kept_for};
}

Cookie forget_filled_in(CookieNames const& names) {
    return {names.filled_in(), "", {}};
}

FilledIn filled_in(Sealer const& sealer, CookieNames const& names, Request const& request) {
    auto const cookie = cookie_value(request, names.filled_in());
    auto const encoded = cookie ? sealer.open(where, *cookie) : std::nullopt;
    auto const form = encoded ? Form::parse(*encoded) : std::nullopt;
    if (!form) return {};
    return {.notice = notice_from(form->text("notice")),
            .email = form->text("email"),
            .country = form->text("country"),
            .phone = form->text("phone")};
}

}  // namespace voordeur
