#!/usr/bin/env bash
# Checks the form of the Swift sources and the sense of the shell scripts.
set -euo pipefail
cd "$(dirname "$0")/.."

swift format lint --strict --parallel --recursive Package.swift Sources Tests Fuzz
shellcheck .ci/run scripts/*.sh Fuzz/*.sh
