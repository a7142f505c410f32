# shellcheck shell=bash
# What the scripts that measure share. Source it from the project's folder, with the programs built.

server=.build/release/tradewind
bench=.build/release/tradewind-bench

for program in "$server" "$bench"; do
    [[ -x $program ]] || { echo "${0##*/}: $program is not built; run it by make" >&2; exit 1; }
done
if [[ $(nproc) -lt 2 ]]; then
    echo "${0##*/}: server and load need a core each; this machine has one" >&2
    exit 1
fi
# A socket for each listener at both ends, and some to spare.
ulimit -n "$(ulimit -Hn)"

work=$(mktemp -d)
results=$work/results
pid=

# Ends the server that is being measured.
end_server() {
    [[ -n $pid ]] || return 0
    kill "$pid" 2>/dev/null || true
    wait "$pid" 2>/dev/null || true
    pid=
}

# shellcheck disable=SC2317  # called by the trap
finish() {
    end_server
    rm -rf "$work"
}
trap finish EXIT

# free_port PROTOCOL: a port that nobody uses now.
free_port() {
    python3 -c 'import socket, sys
kind = socket.SOCK_STREAM if sys.argv[1] == "tcp" else socket.SOCK_DGRAM
with socket.socket(socket.AF_INET, kind) as free:
    free.bind(("127.0.0.1", 0))
    print(free.getsockname()[1])' "$1"
}

# wait_for URL LOG: until the server answers there; its log is shown when it ends before.
wait_for() {
    for _ in $(seq 100); do
        python3 -c "import sys, urllib.request; urllib.request.urlopen(sys.argv[1], timeout=1)" "$1" 2>/dev/null && return
        kill -0 "$pid" 2>/dev/null || break
        sleep 0.2
    done
    cat "$2" >&2
    exit 1
}

# Starts a Tradewind of its own on core 0; sets http, token and pid.
# shellcheck disable=SC2034  # they are for whoever sources this
start_tradewind() {
    http=127.0.0.1:$(free_port tcp)
    token=$("$server" token --data "$work/data" --role host --show demo)
    taskset -c 0 "$server" serve --demo --data "$work/data" --http "$http" --media "127.0.0.1:$(free_port udp)" \
        >"$work/server.log" 2>&1 &
    pid=$!
    wait_for "http://$http/readyz" "$work/server.log"
}

# ports: a TCP port of which the three above are free for UDP.
ports() {
    python3 -c 'import socket
while True:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    try:
        for above in (1, 2, 3):
            with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as free:
                free.bind(("127.0.0.1", port + above))
    except (OSError, OverflowError):
        continue
    print(port)
    break'
}

# Starts Debian's Janus on core 0 with the settings of the janus command; sets port and pid.
# shellcheck disable=SC2034  # they are for whoever sources this
start_janus() {
    port=$(ports)
    "$bench" janus "$work/janus" --http "$port"
    taskset -c 0 janus -F "$work/janus" >"$work/janus.log" 2>&1 &
    pid=$!
    wait_for "http://127.0.0.1:$port/janus/info" "$work/janus.log"
}

# measure NAME COMMAND…: shows and keeps what a measurement prints; one that fails does not end the others.
failed=0
# shellcheck disable=SC2034  # the exit code of whoever sources this
measure() {
    local name=$1
    shift
    printf '\n== %s\n' "$name"
    "$@" | tee -a "$results" || { echo "${0##*/}: $name could not be measured" >&2; failed=1; }
}
