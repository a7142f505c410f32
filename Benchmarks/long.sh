#!/usr/bin/env bash
# Shows whether picture and sound stay together over hours of a show on bad lines, with viewers who come and go. The server
# runs on core 0, host, lines and viewers on core 1. Expects the release programs to be built.
# MINUTES, VIEWERS, LINE and HOST_LINE (scripts of the link emulator) change what is measured.
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=Benchmarks/common.sh
source Benchmarks/common.sh

minutes=${MINUTES:-120}
viewers=${VIEWERS:-12}

start_tradewind
measure "A show of $minutes minutes" taskset -c 1 "$bench" long --whip "http://$http/whip/demo" \
    --whep "http://$http/whep/demo" --token "$token" --pid "$pid" --minutes "$minutes" --viewers "$viewers" \
    ${LINE:+--line "$LINE"} ${HOST_LINE:+--host-line "$HOST_LINE"}
exit "$failed"
