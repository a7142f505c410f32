#!/usr/bin/env bash
# Makes .venv with the Python packages that browser tests and benchmarks need; quick when it is there.
set -euo pipefail
cd "$(dirname "$0")/.."

requirements=Tests/Browser/requirements.txt
cmp --silent "$requirements" .venv/requirements.txt && exit 0
echo "Preparing Python's part in .venv …"
rm -rf .venv
python3 -m venv .venv
.venv/bin/pip install --quiet --requirement "$requirements"
cp "$requirements" .venv/requirements.txt
