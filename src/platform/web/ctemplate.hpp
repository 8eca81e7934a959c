// SPDX-License-Identifier: EUPL-1.2
// ctemplate's headers use strlen without including it, so <cstring> stands before them; clang-format would
// sort it behind.
#pragma once

// clang-format off
#include <cstring>

#include <ctemplate/template.h>
#include <ctemplate/per_expand_data.h>
#include <ctemplate/template_cache.h>
#include <ctemplate/template_dictionary.h>
#include <ctemplate/template_emitter.h>
// clang-format on
