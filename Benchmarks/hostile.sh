#!/usr/bin/env bash
# Shows what attackers cost good viewers, and whether a server's memory stays flat while sessions come and go. The server
# runs on core 0, load and attackers on core 1, all of it on loopback. Expects the release programs to be built.
# VIEWERS, SECONDS_EACH, ONLY (parts of attacks' names between commas) and SESSIONS change what is measured.
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=Benchmarks/common.sh
source Benchmarks/common.sh

viewers=${VIEWERS:-50}
seconds=${SECONDS_EACH:-10}
sessions=${SESSIONS:-20000}

start_tradewind
measure "Attacks" taskset -c 1 "$bench" attack --whip "http://$http/whip/demo" --whep "http://$http/whep/demo" \
    --token "$token" --pid "$pid" --viewers "$viewers" --seconds "$seconds" ${ONLY:+--only "$ONLY"}
end_server

start_tradewind
owner=$("$server" token --data "$work/data" --role owner)
measure "Churn" taskset -c 1 "$bench" churn --url "http://$http" --token "$owner" --pid "$pid" --sessions "$sessions"
exit "$failed"
