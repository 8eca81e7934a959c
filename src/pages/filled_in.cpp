// SPDX-License-Identifier: EUPL-1.2
#include "filled_in.hpp"

#include <chrono>

#include "base/escaping.hpp"
#include "web/form.hpp"

namespace voordeur {
namespace {

constexpr std::chrono::minutes kept_for{15};
constexpr SealContext where{"cookie", "filled-in", "-"};
constexpr std::string_view kept_names[] = {"email", "notice", "country", "phone"};

}  // namespace

Cookie filled_in_cookie(Sealer const& sealer, CookieNames const& names, FilledIn const& fields) {
    std::string encoded;
    for (auto const& [name, value] : fields)
        encoded += (encoded.empty() ? "" : "&") + url_encoded(name) + "=" + url_encoded(value);
    return {names.filled_in(), sealer.seal(where, encoded), kept_for};
}

Cookie forget_filled_in(CookieNames const& names) {
    return {names.filled_in(), "", {}};
}

FilledIn filled_in(Sealer const& sealer, CookieNames const& names, Request const& request) {
    auto const cookie = cookie_value(request, names.filled_in());
    if (!cookie) return {};
    auto const encoded = sealer.open(where, *cookie);
    auto const form = encoded ? Form::parse(*encoded) : std::nullopt;
    FilledIn fields;
    if (form)
        for (auto const name : kept_names)
            if (form->has(name)) fields.emplace(name, form->text(name));
    return fields;
}

std::string filled_in_text(FilledIn const& fields, std::string_view name) {
    auto const found = fields.find(name);
    return found == fields.end() ? "" : found->second;
}

}  // namespace voordeur
