// SPDX-License-Identifier: EUPL-1.2
#pragma once

namespace voordeur {

// From here on this process and what it starts can read programs and fonts, write to what is open already,
// and no more: no other file, no network, no other process, no new program; 20 seconds of a processor, and
// memory for a page. For good, and before any thread is started. Where the kernel does not know Landlock,
// files are as readable as before. Throws SheetError when the kernel refuses the rest.
void enter_sandbox();

}  // namespace voordeur
