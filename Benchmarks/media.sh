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

# shellcheck disable=SC2317  # called by measure
load() {
    taskset -c 1 "$bench" media --pid "$pid" --viewers "$viewers" --seconds "$seconds" "$@"
}

for round in $(seq "$rounds"); do
    start_tradewind
    measure "Tradewind, round $round of $rounds" load \
        --whip "http://$http/whip/demo" --whep "http://$http/whep/demo" --token "$token"
    end_server

    start_janus
    measure "Janus, round $round of $rounds" load --janus "$port"
    end_server
done

printf '\n== Medians of %s rounds\n' "$rounds"
python3 Benchmarks/pairs.py "$results"
exit "$failed"
