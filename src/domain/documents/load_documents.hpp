// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <filesystem>
#include <optional>
#include <span>

#include "base/embedded_file.hpp"
#include "documents/documents.hpp"

namespace voordeur {

// The operator's own, of each kind and language.
struct DocumentFiles {
    std::filesystem::path privacy_nl, privacy_en, terms_nl, terms_en;
};

// One of them. Throws ConfigError with one sentence that names the file.
Document load_document(std::filesystem::path const& file);

// The operator's documents, else the samples that are compiled in. Throws ConfigError with one sentence that
// names the file.
Documents load_documents(std::optional<DocumentFiles> const& own, std::span<EmbeddedFile const> samples);

}  // namespace voordeur
