#!/usr/bin/env bash
# Installs the Debian packages that are missing, and says which. Takes the purposes as arguments: run, test, bench.
set -euo pipefail

run=(
    ca-certificates pkg-config
    libssl-dev      # DTLS and ciphers
    libsqlite3-dev  # the embedded database
    libsodium-dev   # password hashing
    libvpx-dev      # the synthetic camera's picture
    libopus-dev     # and its sound
)
test=(
    libsrtp2-dev                   # an independent SRTP, to check ours against
    python3 python3-venv chromium  # browser tests
    node-typescript                # checks the types of the pages' scripts
    fonts-noto-core fonts-noto-cjk # Arabic, Chinese, Japanese in screenshots
    shellcheck
)
bench=(
    janus # a peer to measure beside
)

wanted=()
for purpose in "$@"; do
    case $purpose in
        run) wanted+=("${run[@]}") ;;
        test) wanted+=("${test[@]}") ;;
        bench) wanted+=("${bench[@]}") ;;
        *)
            echo "install-packages.sh: $purpose is none of run, test and bench" >&2
            exit 2
            ;;
    esac
done

if ! command -v swift >/dev/null; then
    echo "Swift 6.3 is not installed or not on the PATH; get it from https://www.swift.org/install/linux/ and try again." >&2
    exit 1
fi
if ! command -v dpkg-query >/dev/null; then
    echo "This is not Debian: make sure that its counterparts of these packages are installed: ${wanted[*]}" >&2
    exit 0
fi

missing=()
for package in "${wanted[@]}"; do
    state=$(dpkg-query --show --showformat='${db:Status-Status}' "$package" 2>/dev/null || true)
    [[ $state == installed ]] || missing+=("$package")
done
[[ ${#missing[@]} -gt 0 ]] || exit 0

echo "Installing from Debian: ${missing[*]}"
as_root=()
if [[ $EUID -ne 0 ]]; then
    if ! command -v sudo >/dev/null; then
        echo "That needs root. Run this as root: apt-get install ${missing[*]}" >&2
        exit 1
    fi
    as_root=(sudo)
fi
"${as_root[@]}" apt-get update --quiet --quiet
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get install --yes --quiet --quiet --no-install-recommends "${missing[@]}"
