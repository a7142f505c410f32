#!/bin/bash
# Fuzzes one parser:  Fuzz/run.sh NAME [RUNS] [OPTION...]
#
# NAME is that of a harness here, NAMEFuzz.swift. The modules it imports, and those they import, are compiled from
# Sources/ with coverage and linked to libFuzzer; packages from elsewhere are not. A parser whose module needs such
# packages is fuzzed by its files: the harness names them in lines `// fuzz-sources: PATH...`, they are compiled with
# it, and who imports a module of theirs finds an empty one.
#
# What was compiled is kept in .build-fuzz and used again while its sources are the same. Inputs that reach new code are
# kept in .build-fuzz/NAME/corpus; the seeds in Fuzz/corpus/NAME are only read. A finding is left as crash-* in
# .build-fuzz/NAME. Without RUNS the seeds and what was kept are played once. OPTIONs go to libFuzzer.
set -euo pipefail

root=$(cd "$(dirname "$0")/.." && pwd)
name=${1:?usage: Fuzz/run.sh NAME [RUNS] [OPTION...]}
runs=${2:-0}
harness="$root/Fuzz/${name}Fuzz.swift"
[ -f "$harness" ] || { echo "There is no $harness." >&2; exit 2; }
modules="$root/.build-fuzz/modules"
work="$root/.build-fuzz/$name"
mkdir -p "$modules" "$work/corpus" "$work/empty" "$root/Fuzz/corpus/$name"

flags=(-O -whole-module-optimization -parse-as-library -sanitize=fuzzer -swift-version 6 -package-name tradewind
    -enable-upcoming-feature ExistentialAny -enable-upcoming-feature MemberImportVisibility
    -enable-upcoming-feature InternalImportsByDefault -I "$work/empty" -I "$modules")
objects=()
seen=" "

# Our modules among the imports of some Swift files.
imports() {
    cat "$@" | sed -nE 's/^[[:space:]]*((package|public|internal|private|fileprivate)[[:space:]]+)?import[[:space:]]+([A-Za-z0-9_]+).*/\3/p' |
        sort -u | while read -r module; do
            if [ -d "$root/Sources/$module" ]; then echo "$module"; fi
        done
}

# What must be the same for a compiled thing to be used again: these files, the compiler, this script.
stamp() {
    { swiftc --version 2>/dev/null; cat "$root/Fuzz/run.sh" "$@"; } | sha256sum
}

# Compiles a module after those it imports.
build() {
    local module=$1 sources dependency stamp
    case "$seen" in *" $module "*) return ;; esac
    seen="$seen$module "
    if [ -f "$root/Sources/$module/module.modulemap" ]; then
        flags+=(-I "$root/Sources/$module")
        stamp "$root/Sources/$module"/* >"$modules/$module.stamp"
        return
    fi
    mapfile -t sources < <(find "$root/Sources/$module" -name '*.swift' | sort)
    local stamps=()
    for dependency in $(imports "${sources[@]}"); do
        build "$dependency"
        stamps+=("$modules/$dependency.stamp")
    done
    objects+=("$modules/$module.o")
    stamp=$(stamp "${sources[@]}" "${stamps[@]}")
    [ "$stamp" != "$(cat "$modules/$module.stamp" 2>/dev/null)" ] || return 0
    rm -f "$modules/$module.stamp"
    swiftc "${flags[@]}" -module-name "$module" -emit-module -emit-module-path "$modules/$module.swiftmodule" \
        -emit-object -o "$modules/$module.o" "${sources[@]}"
    echo "$stamp" >"$modules/$module.stamp"
}

files=("$harness")
empty=" "
read -ra named < <(sed -n 's|^// fuzz-sources:||p' "$harness" | tr '\n' ' ') || true
for pattern in "${named[@]}"; do
    file="$root/$pattern"
    [ -f "$file" ] || { echo "There is no $file." >&2; exit 2; }
    files+=("$file")
    case "$pattern" in Sources/*) ;; *) continue ;; esac
    module=$(cut -d/ -f2 <<<"$pattern")
    case "$empty" in *" $module "*) ;; *) empty="$empty$module " ;; esac
done
stamps=()
for module in $(imports "${files[@]}"); do
    case "$empty" in *" $module "*) continue ;; esac
    build "$module"
    stamps+=("$modules/$module.stamp")
done
stamp=$(stamp "${files[@]}" "${stamps[@]}")
if [ "$stamp" != "$(cat "$work/fuzz.stamp" 2>/dev/null)" ]; then
    rm -f "$work/fuzz.stamp"
    for module in $empty; do
        swiftc "${flags[@]}" -module-name "$module" -emit-module-path "$work/empty/$module.swiftmodule" \
            -emit-module - </dev/null
    done
    # An import of an empty module looks unneeded.
    swiftc "${flags[@]}" -suppress-warnings -module-name "${name}Fuzz" "${files[@]}" "${objects[@]}" -o "$work/fuzz"
    echo "$stamp" >"$work/fuzz.stamp"
fi

dictionary=()
if [ -f "$root/Fuzz/$name.dict" ]; then dictionary=(-dict="$root/Fuzz/$name.dict"); fi

# Swift's own crash handler would keep libFuzzer from writing the finding down.
export SWIFT_BACKTRACE=enable=no

# How long inputs get: the harness may say it in a line `// fuzz-length: BYTES`.
length=$(sed -n 's|^// fuzz-length: ||p' "$harness")

cd "$work"
exec ./fuzz -runs="$runs" -max_len="${FUZZ_MAX_LEN:-${length:-4096}}" -timeout=5 -rss_limit_mb=2048 -print_final_stats=1 \
    -artifact_prefix="$work/" "${dictionary[@]}" "${@:3}" corpus "$root/Fuzz/corpus/$name"
