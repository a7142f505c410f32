#!/usr/bin/env bash
# Measures what forwarding a show costs: Tradewind, the floor, and Janus as Debian has it, in turns, and prints the
# medians. The server runs on core 0, the load on core 1. Expects the release programs to be built and janus installed.
# VIEWERS, ROUNDS and SECONDS_EACH change the sizes.
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=Benchmarks/common.sh
source Benchmarks/common.sh

viewers=${VIEWERS:-200,400}
rounds=${ROUNDS:-3}
seconds=${SECONDS_EACH:-12}

# ports: a TCP port of which the three above are free for UDP.
ports() {
    python3 -c 'import socket
while True:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    try:
        for above in (1, 2, 3):
            with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as free:
                free.bind(("127.0.0.1", port + above))
    except (OSError, OverflowError):
        continue
    print(port)
    break'
}

# shellcheck disable=SC2317  # called by measure
load() {
    taskset -c 1 "$bench" media --pid "$pid" --viewers "$viewers" --seconds "$seconds" "$@"
}

for round in $(seq "$rounds"); do
    start_tradewind
    measure "Tradewind, round $round of $rounds" load \
        --whip "http://$http/whip/demo" --whep "http://$http/whep/demo" --token "$token"
    end_server

    port=$(ports)
    "$bench" janus "$work/janus" --http "$port"
    taskset -c 0 janus -F "$work/janus" >"$work/janus.log" 2>&1 &
    pid=$!
    wait_for "http://127.0.0.1:$port/janus/info" "$work/janus.log"
    measure "Janus, round $round of $rounds" load --janus "$port"
    end_server
done

printf '\n== Medians of %s rounds\n' "$rounds"
python3 Benchmarks/pairs.py "$results"
exit "$failed"
