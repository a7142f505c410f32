#!/usr/bin/env bash
# Measures a release server on this machine and prints one table: floor, media, room, Chromium.
# The server runs on core 0, the load on core 1. Expects .build/release/{tradewind,tradewind-bench} to be built.
# VIEWERS, SOCKETS and SECONDS_EACH change the sizes; PYTHON names the interpreter that has Playwright.
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=Benchmarks/common.sh
source Benchmarks/common.sh

viewers=${VIEWERS:-100,300}
sockets=${SOCKETS:-2000,4000}
seconds=${SECONDS_EACH:-12}
python=${PYTHON:-.venv/bin/python}

start_tradewind

# The demo's camera is on the air for Chromium: it goes first, before a host takes the show over.
if [[ -x $python ]]; then
    measure "Chromium" taskset -c 1 "$python" Benchmarks/chromium.py --http "http://$http"
else
    echo "run.sh: $python is missing, so Chromium is not measured; make test prepares it" >&2
    failed=1
fi
measure "Floor" "$bench" floor
measure "Media" taskset -c 1 "$bench" media --whip "http://$http/whip/demo" --whep "http://$http/whep/demo" \
    --token "$token" --pid "$pid" --viewers "$viewers" --seconds "$seconds"
measure "Room" taskset -c 1 "$bench" chat --url "ws://$http/shows/demo/socket" --pid "$pid" --sockets "$sockets" \
    --seconds "$seconds"

printf '\n== All figures\n'
"$(command -v python3)" Benchmarks/report.py "$results"
exit "$failed"
