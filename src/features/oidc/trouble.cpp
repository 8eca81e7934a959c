// SPDX-License-Identifier: EUPL-1.2
#include "oidc/trouble.hpp"

#include "app.hpp"
#include "clients/client.hpp"
#include "oidc/to_service.html.hpp"
#include "oidc/words.hpp"
#include "page.hpp"
#include "visitor.hpp"
#include "web/response.hpp"

namespace voordeur {
namespace {

namespace html = html::oidc_to_service;

struct Trouble {
    int status;
    Word title;
    FilledWord text;
    Client const* client = nullptr;
};

Response trouble_page(App const& app, Visitor const& visitor, Trouble const& trouble) {
    auto page = page_for(app, visitor, html::file, trouble.title);
    page.set(html::TITLE, trouble.title).set(html::TEXT, trouble.text);
    if (trouble.client != nullptr)
        page.set(html::START_ADDRESS, trouble.client->start_address)
            .set(html::GO_ON, words::oidc::to_service{.e_service = trouble.client->name(visitor.language)})
            .show(html::KNOWN);
    return page.show_whom_to_call(html::CALL_PRACTICE).respond(trouble.status);
}

}  // namespace

Response unknown_client_page(App const& app, Visitor const& visitor) {
    return trouble_page(app, visitor, {400, words::oidc::unknown_title, words::oidc::unknown_text});
}

Response broken_request_page(App const& app, Visitor const& visitor) {
    return trouble_page(app, visitor,
                        {400, words::oidc::broken_request_title, words::oidc::broken_request_text});
}

Response wrong_address_page(App const& app, Visitor const& visitor, Client const& client) {
    auto const& name = client.name(visitor.language);
    return trouble_page(app, visitor,
                        {400, words::oidc::broken_request_title,
                         words::oidc::wrong_address_text{.e_service = name}, &client});
}

Response request_over_page(App const& app, Visitor const& visitor, Client const& client) {
    auto const& name = client.name(visitor.language);
    return trouble_page(app, visitor,
                        {200, words::oidc::over_title, words::oidc::over_text{.e_service = name}, &client});
}

}  // namespace voordeur
