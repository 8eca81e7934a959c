// SPDX-License-Identifier: EUPL-1.2
#include "documents/load_documents.hpp"

#include <algorithm>
#include <stdexcept>

#include "base/files.hpp"
#include "config/config_error.hpp"
#include "values/text.hpp"

namespace voordeur {
namespace {

std::filesystem::path const& file_of(DocumentFiles const& files, DocumentKind kind, Language language) {
    auto const is_dutch = language == Language::dutch;
    if (kind == DocumentKind::privacy) return is_dutch ? files.privacy_nl : files.privacy_en;
    return is_dutch ? files.terms_nl : files.terms_en;
}

std::string text_of(std::filesystem::path const& file) {
    auto text = file_text(file);
    if (!text) throw ConfigError(file.string() + " cannot be read.");
    if (!is_valid_utf8_without_nul(*text)) throw ConfigError(file.string() + " must be text in UTF-8.");
    return without_windows_marks(std::move(*text));
}

Document sample_document(DocumentKind kind, Language language, std::span<EmbeddedFile const> files) {
    auto const path =
        "documents/samples/" + std::string(stored_name(kind)) + "." + std::string(code_of(language)) + ".md";
    auto const file = std::ranges::find(files, path, &EmbeddedFile::path);
    if (file == files.end()) throw std::logic_error(path + " is not compiled in");
    return parse_document(path, file->content);
}

}  // namespace

Document load_document(std::filesystem::path const& file) {
    auto const name = file.string();
    auto const text = text_of(file);
    try {
        return parse_document(name, text);
    } catch (std::runtime_error const& error) {
        std::string const reason = error.what();
        throw ConfigError(reason.starts_with(name) ? reason : name + ": " + reason + ".");
    }
}

Documents load_documents(std::optional<DocumentFiles> const& own, std::span<EmbeddedFile const> samples) {
    Documents documents;
    for (auto const kind : all_document_kinds)
        for (auto const language : all_languages)
            documents.put(kind, language,
                          own ? load_document(file_of(*own, kind, language))
                              : sample_document(kind, language, samples));
    return documents;
}

}  // namespace voordeur
