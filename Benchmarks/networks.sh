#!/usr/bin/env bash
# Shows what Chromium makes of a show over bad networks: Tradewind's, and Janus's as Debian has it, side by side.
# Expects the release programs to be built and janus installed. SECONDS_EACH, ROUNDS and NETWORKS (names between
# semicolons) change what is measured; PYTHON names the interpreter that has Playwright. With CODEC (AV1:L2T3, a codec and a
# scalability mode) a page of Chromium is the host, and Tradewind is measured alone.
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=Benchmarks/common.sh
source Benchmarks/common.sh

seconds=${SECONDS_EACH:-30}
rounds=${ROUNDS:-1}
python=${PYTHON:-.venv/bin/python}
networks=()
[[ -z ${NETWORKS:-} ]] || IFS=';' read -ra networks <<<"$NETWORKS"

[[ -x $python ]] || { echo "networks.sh: $python is missing; make bench-networks prepares it" >&2; exit 1; }

# watch KIND ARGUMENT…: measures a server's show.
# shellcheck disable=SC2317  # called by measure
watch() {
    "$python" Benchmarks/networks.py measure "$@" --bench "$bench" --seconds "$seconds" \
        ${networks[0]+--networks "${networks[@]}"} ${CODEC:+--codec "$CODEC"}
}

for round in $(seq "$rounds"); do
    start_tradewind
    measure "Tradewind, round $round of $rounds" watch tradewind --address "http://$http" --token "$token"
    end_server
    [[ -z ${CODEC:-} ]] || continue

    start_janus
    measure "Janus, round $round of $rounds" watch janus --address "http://127.0.0.1:$port"
    end_server
done

printf '\n== Medians of %s rounds\n' "$rounds"
"$python" Benchmarks/networks.py table "$results"
exit "$failed"
