#!/usr/bin/env bash
# Measures what a forwarded packet costs as viewers and shows grow, and what a second worker brings. Engines run in the
# program that measures; there is no peer. Expects the release programs to be built. VIEWERS, SHOWS and ROUNDS change the sizes.
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=Benchmarks/common.sh
source Benchmarks/common.sh

"$bench" scale --viewers "${VIEWERS:-10,100,500,1000,2000}" --shows "${SHOWS:-1,10,50}" --rounds "${ROUNDS:-3}"
