// SPDX-License-Identifier: EUPL-1.2
// What tools/embed.mjs compiles in, so that the program is one file: nothing is read from disk but
// configuration.
#pragma once

#include <span>
#include <string_view>

namespace voordeur {

struct EmbeddedFile {
    std::string_view path;  // registration/step_2_password.html, packages.css, …
    std::string_view content;
};

std::span<EmbeddedFile const> embedded_templates();
std::span<EmbeddedFile const> embedded_words();
std::span<EmbeddedFile const> embedded_mails();
std::span<EmbeddedFile const> embedded_documents();
std::span<EmbeddedFile const> embedded_migrations();
std::span<EmbeddedFile const> embedded_assets();

}  // namespace voordeur
