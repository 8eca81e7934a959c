// SPDX-License-Identifier: EUPL-1.2
// The kinds of names that a template has; tools/embed.mjs makes the constants.
#pragma once

namespace voordeur {

struct TemplateName {
    char const* path;
};
struct ValueName {
    char const* name;
};
struct SectionName {
    char const* name;
};
struct IncludeName {
    char const* name;
};

}  // namespace voordeur
