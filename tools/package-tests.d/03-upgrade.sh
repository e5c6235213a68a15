# An administrator's change, which an upgrade keeps.
inside_sh 'sed -i "s/^# queue_length = .*/queue_length = 4000/" /etc/tongzhou/tongzhou.toml'
inside systemctl stop tongzhou
database=$root/var/lib/tongzhou/tongzhou.db
sqlite3 "$database" 'PRAGMA wal_checkpoint(TRUNCATE)' >/dev/null
lacking='[0-9]+'
if [[ -z ${PREVIOUS:-} ]]; then
    lacking=$(tools/last-release-database "$database" "$work/last.db")
    cp "$work/last.db" "$database"
    rm -f "$database"-wal "$database"-shm
    inside_sh 'chown tongzhou: /var/lib/tongzhou/tongzhou.db*'
    check "a program refuses tables it does not know" fails inside tongzhouctl keys list
fi
rows_of "$database" >"$work/rows-before"

check "it upgrades" install_package "$package"
check_sh "to the new version" '[[ $(dpkg-query -W -f "\${Version}" tongzhou) == "$1" ]]' "$(dpkg-deb -f "$package" Version)"
check "it serves again by itself" ready
check_sh "the tables were brought to this version ($lacking migrations)" '
    journalctl -o cat _SYSTEMD_INVOCATION_ID="$(systemctl show -p InvocationID --value tongzhou)" |
        grep -xE "$1 migrations applied"' "$lacking"
check "what was made before is there" there
check "every row is there" same_rows "$work/rows-before"
check "the database is sound" inside tongzhouctl verify
check "the audit log is sound" inside tongzhouctl audit verify
check_sh "the administrator's configuration is kept" 'grep -qx "queue_length = 4000" /etc/tongzhou/tongzhou.toml &&
    tongzhouctl config | grep -q "limits.queue_length.*tongzhou.toml:.*4000"'
