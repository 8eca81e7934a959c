# SPDX-License-Identifier: EUPL-1.2
# Writes which commit is built into the header FILE, when that changed:  cmake -DFILE=… -P tools/write_commit.cmake
execute_process(
  COMMAND git describe --always --abbrev=10 --exclude=* --dirty=-changed
  OUTPUT_VARIABLE commit
  OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
if(NOT commit)
  set(commit "unknown")
endif()
file(CONFIGURE OUTPUT ${FILE} CONTENT "#define VOORDEUR_COMMIT \"${commit}\"\n")
