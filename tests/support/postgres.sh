#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# Runs a command beside a PostgreSQL 15 of its own, on a private port and folder, and removes both afterwards:
#   tests/support/postgres.sh COMMAND...
# The command finds it in VOORDEUR_TEST_POSTGRES; the user `voordeur` may make databases in it.
set -euo pipefail

programs=/usr/lib/postgresql/15/bin
# Not in TMPDIR: the user `postgres` may not be let in there.
folder=$(mktemp -d "${VOORDEUR_TEST_FOLDERS:-/tmp}/voordeur-postgres.XXXXXX")
server=
stop() {
    # SIGQUIT: nothing in it is worth a clean end. The shell is not to say that it was killed.
    [[ -z $server ]] || { kill -QUIT "$server" && wait "$server"; } 2>/dev/null || true
    rm -rf "$folder"
}
trap stop EXIT
# Without these a signal would end the shell before `stop`; the command gets its own from the terminal.
trap 'exit 130' INT
trap 'exit 143' TERM HUP

# PostgreSQL refuses to run as root.
unprivileged=()
if ((EUID == 0)); then
    chown postgres: "$folder"
    unprivileged=(--reuid postgres --regid postgres --clear-groups)
fi
not_started() {
    echo "PostgreSQL did not start:" >&2
    cat "$folder/log" >&2
    exit 1
}

# In a subshell only: it becomes the program.
become() { cd "$folder" && exec setpriv "${unprivileged[@]}" "$@"; }

port=$(node --input-type=module --eval "import { freePort } from '$(dirname "$(realpath "$0")")/processes.mjs'; console.log(await freePort())")
(become "$programs/initdb" --pgdata "$folder/data" --username voordeur --auth trust --encoding UTF8 \
    --locale C.UTF-8 --no-sync) >"$folder/log" 2>&1 || not_started

# --pdeathsig: should this script be killed outright, the server stops too. No test cuts the power: no fsync.
(become --pdeathsig INT "$programs/postgres" -D "$folder/data" -p "$port" \
    -c listen_addresses=127.0.0.1 -c unix_socket_directories="$folder" -c max_connections=200 \
    -c fsync=off -c full_page_writes=off) </dev/null >>"$folder/log" 2>&1 &
server=$!

for _ in {1..150}; do
    "$programs/pg_isready" --quiet --host 127.0.0.1 --port "$port" && break
    kill -0 "$server" 2>/dev/null || not_started
    sleep 0.1
done
"$programs/createdb" --host 127.0.0.1 --port "$port" --username voordeur voordeur
export VOORDEUR_TEST_POSTGRES=postgresql://voordeur@127.0.0.1:$port/voordeur
"$@"
