#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# Runs a fuzz target:  tests/fuzz/run.sh build/fuzz/NAME_fuzz SECONDS
# It begins with the inputs of tests/fuzz/corpus; what it finds is kept in build/corpus, and an input that broke it in build/fuzz.
set -euo pipefail

target=$1 seconds=$2
name=${target##*/}
name=${name%_fuzz}
found=build/corpus/$name kept=tests/fuzz/corpus/$name log=$target.log
mkdir -p "$found"
run() {
    "$target" -max_total_time="$seconds" -timeout=60 -verbosity=1 -print_final_stats=1 -artifact_prefix="$target-" \
        "$found" "$kept" >"$log" 2>&1
}
# The leak checker stops a program to look at it, and now and then dies of that itself, after the last input.
if run || { grep --quiet 'LeakSanitizer has encountered a fatal error' "$log" && run; }; then
    echo "ok    $name: $(grep --only-matching 'executed_units: .*' "$log" | tr --delete -c 0-9) inputs"
else
    echo "FAIL  $name"
    tail -n 60 "$log"
    exit 1
fi
