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

}  // namespace voordeur
