// SPDX-License-Identifier: EUPL-1.2
// What tools/embed.mjs compiles in, so that the program is one file: nothing is read from disk but
// configuration.
#pragma once

#include <span>

#include "base/embedded_file.hpp"
#include "web/assets.hpp"
#include "web/templates.hpp"
#include "words/catalogue.hpp"

namespace voordeur {

std::span<TemplateFile const> embedded_templates();
std::span<WordText const> embedded_words();
std::span<MailFile const> embedded_mails();
std::span<EmbeddedFile const> embedded_documents();
std::span<EmbeddedFile const> embedded_migrations();
std::span<Asset const> embedded_assets();

}  // namespace voordeur
