// SPDX-License-Identifier: EUPL-1.2
// The kinds of names that a template has; tools/embed.mjs makes the constants. A template or a section whose
// words have {placeholders} is a type instead, whose members are they.
#pragma once

#include "words/word.hpp"

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
using FilledTemplate = Filled<TemplateName>;
using FilledSection = Filled<SectionName>;

}  // namespace voordeur
