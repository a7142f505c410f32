#!/usr/bin/env bash
# Runs every test of the project and ends with one line: N passed, N failed, N skipped.
set -uo pipefail
cd "$(dirname "$0")/.." || exit 1

results=.build/test-results
rm -rf "$results"
mkdir -p "$results"
passed=0 failed=0 skipped=0
# So many browser tests at most may be tried a second time.
few=4

heading() { printf '\n== %s\n' "$1"; }

# count PASSED FAILED SKIPPED: adds to the totals.
count() {
    passed=$((passed + $1)) failed=$((failed + $2)) skipped=$((skipped + $3))
}

# count_report FILE EXIT_CODE: adds what an xUnit report holds; a runner that failed without saying so counts as one.
count_report() {
    local numbers=(0 0 0)
    [[ ! -f $1 ]] || read -ra numbers < <(python3 scripts/count_xunit.py "$1")
    [[ $2 -eq 0 || ${numbers[1]} -gt 0 ]] || numbers[1]=1
    count "${numbers[@]}"
}

finish() {
    printf '\n%d passed, %d failed, %d skipped\n' "$passed" "$failed" "$skipped"
    [[ $failed -eq 0 ]]
    exit
}

heading "Style"
if scripts/lint.sh; then count 1 0 0; else count 0 1 0; fi

heading "Build, warnings as errors"
export TRADEWIND_STRICT=1
if swift build --build-tests; then
    count 1 0 0
else
    count 0 1 0
    finish
fi

heading "Unit and packet tests"
# One after the other: sessions of the media server end when nobody speaks for some seconds, and on two cores a test among
# hundreds waits longer than that for its turn.
swift test --skip-build --no-parallel --xunit-output "$results/unit.xml"
code=$?
# Swift Testing writes its report beside the one of XCTest, which has no tests here.
count_report "$results/unit-swift-testing.xml" "$code"

heading "Fuzz corpus"
scripts/fuzz.sh 0 | tee "$results/fuzz.log"
count "$(grep -c '^fuzz .*: passed$' "$results/fuzz.log")" "$(grep -c '^fuzz .*: failed$' "$results/fuzz.log")" 0

heading "Browser"
if ! scripts/prepare-python.sh; then
    count 0 1 0
    finish
fi
binary=$(swift build --show-bin-path)/tradewind
export TRADEWIND_BINARY=${TRADEWIND_BINARY:-$binary}
# browser_tests REPORT ARGUMENT…: runs them and remembers which failed.
browser_tests() {
    .venv/bin/python -m pytest -o cache_dir="$PWD/$results/pytest" Tests/Browser --junitxml "$1" "${@:2}"
}
browser_tests "$results/browser.xml"
code=$?
read -ra first < <(python3 scripts/count_xunit.py "$results/browser.xml" 2>/dev/null || echo 0 0 0)
if [[ $code -eq 1 && ${first[1]} -le $few ]]; then
    # A real browser on a machine that others load misses a deadline now and then; what fails twice is wrong.
    heading "Browser, once more: what failed, one after the other"
    count "${first[0]}" 0 "${first[2]}"
    browser_tests "$results/browser-again.xml" --last-failed --last-failed-no-failures none
    count_report "$results/browser-again.xml" $?
    printf 'Unsteady: %d browser tests failed beside the others; those counted as passed did so alone.\n' "${first[1]}"
else
    count_report "$results/browser.xml" "$code"
fi

finish
