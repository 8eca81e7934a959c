// SPDX-License-Identifier: EUPL-1.2
#include "outbox/message_content.hpp"

#include <nlohmann/json.hpp>

#include "base/overloaded.hpp"

namespace voordeur {

using Json = nlohmann::json;

std::string content_text(MessageContent const& content) {
    auto const json = std::visit(overloaded{[](Email const& email) {
                                                return Json{{"to", email.to},
                                                            {"from_name", email.from_name},
                                                            {"reply_to", email.reply_to},
                                                            {"subject", email.subject},
                                                            {"text", email.text},
                                                            {"html", email.html},
                                                            {"language", email.language}};
                                            },
                                            [](Sms const& sms) {
                                                return Json{{"to", sms.to_e164},
                                                            {"text", sms.text},
                                                            {"country", sms.country},
                                                            {"sender", sms.sender}};
                                            }},
                                 content);
    // A stray byte in a name must not undo the patient's step.
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::optional<MessageContent> content_from(MessageKind kind, std::string_view text) {
    auto const json = Json::parse(text, nullptr, false);
    if (!json.is_object()) return std::nullopt;
    try {
        auto const field = [&](char const* name) { return json.at(name).get<std::string>(); };
        if (kind == MessageKind::sms)
            return Sms{field("to"), field("text"), field("country"), field("sender")};
        return Email{.to = field("to"),
                     .from_name = field("from_name"),
                     .reply_to = field("reply_to"),
                     .subject = field("subject"),
                     .text = field("text"),
                     .html = field("html"),
                     .language = field("language")};
    } catch (Json::exception const&) {
        return std::nullopt;  // its text would quote the content
    }
}

bool is_to_nobody(MessageContent const& content) {
    auto const* const email = std::get_if<Email>(&content);
    return email != nullptr && email->to == address_of_nobody;
}

}  // namespace voordeur
