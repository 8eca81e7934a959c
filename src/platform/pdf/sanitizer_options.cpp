// SPDX-License-Identifier: EUPL-1.2
// voordeur-pdf in a sanitizer build. Without these every sheet ends in a report about libraries.

#include "pdf/sanitizer.hpp"

#ifdef __SANITIZE_ADDRESS__
// The leak checker is a debugger, which main keeps out; and fontconfig keeps its caches to the end.
extern "C" char const* __asan_default_options() {
    return "detect_leaks=0";
}
#endif

#ifdef __SANITIZE_THREAD__
// The only threads are pango's own, in code that is not instrumented.
extern "C" char const* __tsan_default_options() {
    return "report_bugs=0";
}
#endif
