#!/bin/bash
# Fuzzes one parser:  Fuzz/run.sh NAME [RUNS]
#
# NAME is that of a harness here, NAMEFuzz.swift. The modules it imports, and those they import, are compiled from
# Sources/ with coverage and linked to libFuzzer; packages from elsewhere are not. Inputs that reach new code are kept
# in .build-fuzz/NAME/corpus; the seeds in Fuzz/corpus/NAME are only read. A finding is left as crash-* in
# .build-fuzz/NAME. Without RUNS the seeds and what was kept are played once.
set -euo pipefail

root=$(cd "$(dirname "$0")/.." && pwd)
name=${1:?usage: Fuzz/run.sh NAME [RUNS]}
runs=${2:-0}
harness="$root/Fuzz/${name}Fuzz.swift"
[ -f "$harness" ] || { echo "There is no $harness." >&2; exit 2; }
work="$root/.build-fuzz/$name"
mkdir -p "$work/corpus" "$root/Fuzz/corpus/$name"

flags=(-O -whole-module-optimization -parse-as-library -sanitize=fuzzer -swift-version 6 -package-name tradewind
    -enable-upcoming-feature ExistentialAny -enable-upcoming-feature MemberImportVisibility
    -enable-upcoming-feature InternalImportsByDefault -I "$work")
objects=()
seen=" "

# Our modules among the imports of some Swift files.
imports() {
    cat "$@" | sed -nE 's/^[[:space:]]*((package|public|internal|private|fileprivate)[[:space:]]+)?import[[:space:]]+([A-Za-z0-9_]+).*/\3/p' |
        sort -u | while read -r module; do
            if [ -d "$root/Sources/$module" ]; then echo "$module"; fi
        done
}

# Compiles a module after those it imports.
build() {
    local module=$1 sources dependency
    case "$seen" in *" $module "*) return ;; esac
    seen="$seen$module "
    if [ -f "$root/Sources/$module/module.modulemap" ]; then
        flags+=(-I "$root/Sources/$module")
        return
    fi
    if [ -d "$root/Sources/$module/include" ]; then
        flags+=(-Xcc "-I$root/Sources/$module/include" -I "$root/Sources/$module/include")
        local source
        for source in $(find "$root/Sources/$module" -name '*.c' | sort); do
            clang -O1 -g -fsanitize=fuzzer-no-link -I "$root/Sources/$module/include" -c "$source" \
                -o "$work/$module-$(basename "$source").o"
            objects+=("$work/$module-$(basename "$source").o")
        done
        return
    fi
    mapfile -t sources < <(find "$root/Sources/$module" -name '*.swift' | sort)
    for dependency in $(imports "${sources[@]}"); do build "$dependency"; done
    swiftc "${flags[@]}" -module-name "$module" -emit-module -emit-module-path "$work/$module.swiftmodule" \
        -emit-object -o "$work/$module.o" "${sources[@]}"
    objects+=("$work/$module.o")
}

for module in $(imports "$harness"); do build "$module"; done
swiftc "${flags[@]}" -module-name "${name}Fuzz" "$harness" "${objects[@]}" -o "$work/fuzz"

dictionary=()
if [ -f "$root/Fuzz/$name.dict" ]; then dictionary=(-dict="$root/Fuzz/$name.dict"); fi

# Swift's own crash handler would keep libFuzzer from writing the finding down.
export SWIFT_BACKTRACE=enable=no

cd "$work"
exec ./fuzz -runs="$runs" -max_len="${FUZZ_MAX_LEN:-4096}" -timeout=5 -rss_limit_mb=2048 -print_final_stats=1 \
    -artifact_prefix="$work/" "${dictionary[@]}" corpus "$root/Fuzz/corpus/$name"
