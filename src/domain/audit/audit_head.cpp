// SPDX-License-Identifier: EUPL-1.2
#include "audit/audit_head.hpp"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include <cstdio>

#include "base/files.hpp"
#include "base/log.hpp"
#include "base/number.hpp"

namespace voordeur {

std::optional<AuditHead> AuditHead::parse(std::string_view text) {
    auto const colon = text.find(':');
    if (colon == std::string_view::npos) return std::nullopt;
    auto const number = whole_number(text.substr(0, colon));
    auto const hash = text.substr(colon + 1);
    auto const is_hash = hash.size() == 64 && hash.find_first_not_of("0123456789abcdef") == hash.npos;
    if (!number || *number < 0 || !(is_hash || (hash.empty() && *number == 0))) return std::nullopt;
    return AuditHead{*number, std::string(hash)};
}

std::optional<AuditHead> AuditHeadFile::read() const {
    auto const text = file_text(file_);
    return text ? AuditHead::parse(text->substr(0, text->find('\n'))) : std::nullopt;
}

void AuditHeadFile::write(AuditHead const& head) const {
    if (auto const kept = read(); kept && kept->number >= head.number) return;
    // Renamed, so that nobody reads half a line.
    auto fresh = file_.string() + ".XXXXXX";
    auto const descriptor = mkostemp(fresh.data(), O_CLOEXEC);
    auto const text = head.text() + "\n";
    auto const is_written =
        descriptor >= 0 && ::write(descriptor, text.data(), text.size()) == static_cast<ssize_t>(text.size());
    if (descriptor >= 0) close(descriptor);
    if (is_written && std::rename(fresh.c_str(), file_.c_str()) == 0) return;
    if (descriptor >= 0) std::remove(fresh.c_str());
    log_warning("audit_head_not_kept", {{"file", file_.string()}});
}

void AuditHeadFile::forget() const {
    std::remove(file_.c_str());
}

}  // namespace voordeur
