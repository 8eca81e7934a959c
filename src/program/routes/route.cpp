// SPDX-License-Identifier: EUPL-1.2
#include "routes/route.hpp"

namespace voordeur {

std::vector<Route> const& all_routes() {
    static std::vector<Route> const all = [] {
        std::vector<Route> rows;
        for (auto const group : {patient_routes(), recovery_routes(), account_routes(), passkey_routes(),
                                 oidc_routes(), watcher_routes()})
            rows.insert(rows.end(), group.begin(), group.end());
        return rows;
    }();
    return all;
}

std::string_view name_of(Who who) {
    switch (who) {
        case Who::watcher:
            return "watcher";
        case Who::anyone:
            return "anyone";
        case Who::old_link:
            return "old_link";
        case Who::link:
            return "link";
        case Who::person:
            return "person";
        case Who::patient:
            return "patient";
    }
    return "";
}

std::string_view name_of(Door door) {
    switch (door) {
        case Door::none:
            return "none";
        case Door::own_form:
            return "own_form";
        case Door::client:
            return "client";
    }
    return "";
}

std::string_view name_of(Limit limit) {
    switch (limit) {
        case Limit::none:
            return "none";
        case Limit::details_tries:
            return "details_tries";
        case Limit::super_pin_tries:
            return "super_pin_tries";
        case Limit::code_tries:
            return "code_tries";
        case Limit::password_tries:
            return "password_tries";
        case Limit::mails:
            return "mails";
        case Limit::sms:
            return "sms";
    }
    return "";
}

}  // namespace voordeur
