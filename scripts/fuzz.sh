#!/usr/bin/env bash
# Runs every fuzz target. The argument is how many inputs each gets; 0 only replays the kept corpus.
set -uo pipefail
cd "$(dirname "$0")/.." || exit 1
runs=${1:?how many inputs each target gets}

failed=0
for harness in Fuzz/*Fuzz.swift; do
    target=$(basename "$harness" Fuzz.swift)
    if Fuzz/run.sh "$target" "$runs"; then
        echo "fuzz $target: passed"
    else
        echo "fuzz $target: failed"
        failed=1
    fi
done
exit "$failed"
