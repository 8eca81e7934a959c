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

// One text of a words.nl.toml or words.en.toml.
struct EmbeddedWord {
    std::string_view name;      // registration.step_2_title
    std::string_view language;  // nl, en
    std::string_view text;
};

std::span<EmbeddedFile const> embedded_templates();
std::span<EmbeddedWord const> embedded_words();
std::span<EmbeddedFile const> embedded_mails();
std::span<EmbeddedFile const> embedded_documents();
std::span<EmbeddedFile const> embedded_migrations();
std::span<EmbeddedFile const> embedded_assets();

}  // namespace voordeur
