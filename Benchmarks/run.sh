#!/usr/bin/env bash
# Measures a release server on this machine and prints one table: floor, media, room, Chromium.
# The server runs on core 0, the load on core 1. Expects .build/release/{tradewind,tradewind-bench} to be built.
# VIEWERS, SOCKETS and SECONDS_EACH change the sizes; PYTHON names the interpreter that has Playwright.
set -euo pipefail
cd "$(dirname "$0")/.."

viewers=${VIEWERS:-100,300}
sockets=${SOCKETS:-2000,4000}
seconds=${SECONDS_EACH:-12}
python=${PYTHON:-.venv/bin/python}
server=.build/release/tradewind
bench=.build/release/tradewind-bench

for program in "$server" "$bench"; do
    [[ -x $program ]] || { echo "run.sh: $program is not built; run make bench" >&2; exit 1; }
done
if [[ $(nproc) -lt 2 ]]; then
    echo "run.sh: server and load need a core each; this machine has one" >&2
    exit 1
fi
# A socket for each listener at both ends, and some to spare.
ulimit -n "$(ulimit -Hn)"

work=$(mktemp -d)
pid=
# shellcheck disable=SC2317  # called by the trap
finish() {
    if [[ -n $pid ]]; then
        kill "$pid" 2>/dev/null || true
        wait "$pid" 2>/dev/null || true
    fi
    rm -rf "$work"
}
trap finish EXIT

# free_port PROTOCOL: a port that nobody uses now.
free_port() {
    python3 -c 'import socket, sys
kind = socket.SOCK_STREAM if sys.argv[1] == "tcp" else socket.SOCK_DGRAM
with socket.socket(socket.AF_INET, kind) as free:
    free.bind(("127.0.0.1", 0))
    print(free.getsockname()[1])' "$1"
}

http=127.0.0.1:$(free_port tcp)
media=127.0.0.1:$(free_port udp)
token=$("$server" token --data "$work/data" --role host --show demo)
taskset -c 0 "$server" serve --demo --data "$work/data" --http "$http" --media "$media" >"$work/server.log" 2>&1 &
pid=$!
for _ in $(seq 100); do
    python3 -c "import urllib.request; urllib.request.urlopen('http://$http/readyz', timeout=1)" 2>/dev/null && break
    kill -0 "$pid" 2>/dev/null || { cat "$work/server.log" >&2; exit 1; }
    sleep 0.2
done

results=$work/results
# measure NAME COMMAND…: shows and keeps what a measurement prints; one that fails does not end the others.
failed=0
measure() {
    local name=$1
    shift
    printf '\n== %s\n' "$name"
    "$@" | tee -a "$results" || { echo "run.sh: $name could not be measured" >&2; failed=1; }
}

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
