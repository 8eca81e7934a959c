// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <string_view>

namespace voordeur {

// What was meant by a path with what mail programs and people put around it: a full stop, a bracket or a
// space after it, a slash too many, capitals. It holds only what our paths are made of; whether there is such
// a page is another question. A path that is one of ours stays as it is. Pure.
std::string tidy_path(std::string_view path);

}  // namespace voordeur
