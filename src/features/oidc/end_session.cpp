// SPDX-License-Identifier: EUPL-1.2
#include "oidc/end_session.hpp"

#include "app.hpp"
#include "base/escaping.hpp"
#include "base/log.hpp"
#include "clients/client_rules.hpp"
#include "clients/client_store.hpp"
#include "clients/sign_out_request.hpp"
#include "oidc/answer.hpp"
#include "oidc/id_token_hint.hpp"
#include "oidc/trouble.hpp"
#include "store/database.hpp"
#include "urls.hpp"
#include "visitor.hpp"
#include "web/form.hpp"
#include "web/response.hpp"

namespace voordeur {
namespace {

constexpr std::size_t longest_hint = 4096, longest_other = 512;

bool is_of_sane_length(Form const& form) {
    for (auto const* name : {"client_id", "post_logout_redirect_uri", "state"})
        if (form.text(name).size() > longest_other) return false;
    return form.text("id_token_hint").size() <= longest_hint;
}

struct Asked {
    std::optional<HintedSession> hinted;
    std::optional<Client> client;
};

// A hint and a name that contradict each other are no hint (section 2: "the OP MUST verify").
Asked asked_by(Transaction& transaction, App const& app, Form const& form, Time now) {
    Asked asked{read_id_token_hint(transaction, app, form.text("id_token_hint"), now), std::nullopt};
    auto const& named = form.text("client_id");
    if (asked.hinted && !named.empty() && named != asked.hinted->client_id.text()) asked.hinted.reset();
    auto const id = asked.hinted ? asked.hinted->client_id : Id<Client>(named);
    asked.client = find_client(transaction, id);
    if (!asked.client) asked.hinted.reset();
    return asked;
}

// Empty: nowhere. An address that is not its own is never gone to (section 3).
std::string address_of(Client const& client, Form const& form) {
    auto const& address = form.text("post_logout_redirect_uri");
    if (address.empty()) return "";
    if (!is_registered(client.sign_out_addresses, address)) {
        log_info("sign_out_address_unknown", {{"client", client.id.text()}});
        return "";
    }
    auto const& state = form.text("state");
    return state.empty() ? address : address_with(address, {{"state", state}});
}

}  // namespace

Response begin_sign_out(App const& app, Visitor const& visitor) {
    auto const& asking = visitor.request;
    auto const form = Form::parse(asking.method == Method::post ? asking.body : asking.query);
    if (!form || !is_of_sane_length(*form)) return broken_request_page(app, visitor);
    auto const asked = app.database.read(
        [&](Transaction& transaction) { return asked_by(transaction, app, *form, visitor.now()); });
    SignOutRequest request{.at = visitor.now()};
    if (asked.client) {
        request.client_id = asked.client->id;
        request.address = address_of(*asked.client, *form);
    }
    if (asked.hinted) request.session_name = asked.hinted->name;
    return see_other(std::string(urls::asked_sign_out) + "?" + std::string(sign_out_field) + "=" +
                     url_encoded(seal_sign_out(app.sealer, request)));
}

}  // namespace voordeur
