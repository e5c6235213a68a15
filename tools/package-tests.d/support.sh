# What the parts of tools/package-tests share: the machine, the tally, the client.

work=$(mktemp -d)
machine= init= passed=0 failed=0

# Takes a machine down that still stands, and what it stood on. Nothing of this machine is mounted below $work.
end_machine() {
    if [[ -n $machine ]] && kill -TERM "$machine" 2>/dev/null; then
        for _ in {1..100}; do
            kill -0 "$machine" 2>/dev/null || break
            sleep 0.2
        done
        kill -KILL "$machine" 2>/dev/null || true
    fi
    wait 2>/dev/null || true
    rm -rf --one-file-system "$work"
}
trap end_machine EXIT

# start_machine PACKAGE: boots a Debian that has what PACKAGE depends on. Its root is $root.
start_machine() {
    local tar=${BUILD:-build}/package-root.tar
    mkdir -p "$(dirname "$tar")"
    tools/package-root "$1" "$tar"
    root=$work/root
    mkdir "$root"
    tar -xf "$tar" -C "$root" --exclude='./dev/*'
    echo force-unsafe-io >"$root/etc/dpkg/dpkg.cfg.d/quick"
    rm -f "$root/etc/nginx/sites-enabled/default"
    # Without a systemd of its own this machine has no units to keep the other in.
    local unit=()
    if [[ ! -d /run/systemd/system ]]; then unit=(--keep-unit); fi
    systemd-nspawn --directory="$root" --boot --register=no "${unit[@]}" --private-network --link-journal=no \
        --console=read-only </dev/null >"$work/console" 2>&1 &
    machine=$!
    for _ in {1..300}; do
        sleep 0.2
        init=$(pgrep -P "$machine" -x systemd | head -n 1) || true
        if [[ -n $init ]] && inside systemctl is-system-running 2>/dev/null | grep -qE 'running|degraded'; then return; fi
        kill -0 "$machine" 2>/dev/null || break
    done
    echo "The machine did not start:" >&2
    tail -n 20 "$work/console" >&2
    exit 1
}

inside() { nsenter --target "$init" --all -- "$@" </dev/null; }
inside_sh() { inside bash -euo pipefail -c "$@"; }

# check WHAT COMMAND…: one check; a command that fails is told with what it said.
check() {
    local what=$1 said
    shift
    if said=$("$@" 2>&1); then
        ((++passed))
        echo "  ok     $what"
    else
        ((++failed))
        echo "  FAILED $what"
        tail -n 40 <<<"$said" | sed 's/^/         /'
    fi
}
# check_sh WHAT SCRIPT: the same with a script that runs inside.
check_sh() { check "$1" inside_sh "$2" tongzhou "${@:3}"; }
fails() { ! "$@"; }

equal() {
    [[ $1 == "$2" ]] && return
    printf 'expected:\n%s\nfound:\n%s\n' "$1" "$2"
    return 1
}

ready() {
    inside_sh 'for i in {1..300}; do curl -kfsS -o /dev/null "$1/readyz" 2>/dev/null && exit; sleep 0.2; done
               systemctl status --no-pager tongzhou; exit 1' tongzhou "${1:-http://127.0.0.1:8080}"
}

install_package() {
    cp "$1" "$root/root/package.deb"
    inside env DEBIAN_FRONTEND=noninteractive dpkg --force-confdef --force-confold -i /root/package.deb
}

# repack PACKAGE NEW VERSION: the same package under another version, its configuration differing as releases' do.
repack() {
    local content=$work/repacked
    dpkg-deb -R "$1" "$content"
    sed -i "s/^Version: .*/Version: $3/" "$content/DEBIAN/control"
    echo "# of $3" >>"$content/etc/tongzhou/tongzhou.toml"
    dpkg-deb --root-owner-group -Zgzip -z1 -b "$content" "$2" >/dev/null
    rm -rf "$content"
}

# Rows of each table, for comparing before and after. What only grows while a service runs or is renewed at each start is
# left out.
rows_of() {
    local database=$1 table
    for table in $(sqlite3 "$database" "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
                                        ORDER BY name"); do
        case $table in schema_migrations | audit_* | jobs | sessions | links) continue ;; esac
        echo "$table $(sqlite3 "$database" "SELECT COUNT(*) FROM $table")"
    done
}
# same_rows BEFORE: a file that rows_of wrote; tables that came since then may hold what they like.
same_rows() { ! grep -xvFf <(rows_of "$database") "$1"; }
