#!/usr/bin/env bash
# Shows how soon people in Chromium see and obey each other in scenes: calls, guests, moderation. Expects the release programs to be
# built. ROUND_TRIPS (milliseconds between spaces) and COUNT change what is measured; PYTHON names the interpreter that has Playwright.
set -euo pipefail
cd "$(dirname "$0")/.."

python=${PYTHON:-.venv/bin/python}
[[ -x $python ]] || { echo "scenes.sh: $python is missing; make bench-scenes prepares it" >&2; exit 1; }
read -ra round_trips <<<"${ROUND_TRIPS:-0 150}"
exec "$python" Benchmarks/scenes.py --server .build/release/tradewind --bench .build/release/tradewind-bench \
    --round-trip "${round_trips[@]}" --count "${COUNT:-5}"
