// SPDX-License-Identifier: EUPL-1.2
// A message's content as the text that is sealed into its row.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "outbox/message.hpp"

namespace voordeur {

std::string content_text(MessageContent const& content);

// nullopt: not written by content_text.
std::optional<MessageContent> content_from(MessageKind kind, std::string_view text);

// A mail to this address stands in for one to somebody, where the time of an answer must not tell who is
// known: in its turn it is forgotten. Nobody can have the address (RFC 2606 section 2).
constexpr std::string_view address_of_nobody = "nobody@voordeur.invalid";
bool is_to_nobody(MessageContent const& content);

}  // namespace voordeur
