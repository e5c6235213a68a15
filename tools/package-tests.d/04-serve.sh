for app in console gate me ask; do
    check_sh "/$app/ is served" 'curl -fsS "http://127.0.0.1:8080/$1/" | grep -qi "<!doctype html"' "$app"
done
check_sh "what the console's page asks for is there" '
    for file in $(curl -fsS http://127.0.0.1:8080/console/ | grep -oE "(src|href)=\"/[^\"]+" | cut -d\" -f2); do
        curl -fsS -o /dev/null "http://127.0.0.1:8080$file" || exit 1
    done'

check "systemd finds nothing wrong with the service" inside systemd-analyze verify tongzhou.service
check "its exposure is 1.2 of 10 at most" inside systemd-analyze security --no-pager --threshold=12 tongzhou.service
inside systemd-analyze security --no-pager tongzhou.service | tail -n 1 | sed 's/^/         /'
check_sh "it runs as its user, without capabilities, under a filter of system calls" '
    status=/proc/$(systemctl show -p MainPID --value tongzhou)/status
    [[ $(awk "/^Uid/ {print \$2, \$3}" $status) == "$(id -u tongzhou) $(id -u tongzhou)" ]]
    grep -qP "^CapBnd:\t0+$" $status && grep -qP "^NoNewPrivs:\t1$" $status && grep -qP "^Seccomp:\t2$" $status'
# What the service itself could do, seen from where it runs.
as_service() {
    local pid
    pid=$(inside systemctl show -p MainPID --value tongzhou)
    inside_sh 'nsenter --target "$1" --mount -- setpriv --reuid tongzhou --regid tongzhou --clear-groups -- "${@:2}"' tongzhou "$pid" "$@"
}
check "it can write its data" as_service touch /var/lib/tongzhou/probe
check "it cannot write its keys, its configuration, the system or its backups" fails as_service \
    sh -c 'touch /etc/tongzhou/keys/probe || touch /etc/tongzhou/probe || touch /usr/probe || touch /tmp/../var/backups/tongzhou/probe'
inside rm -f /var/lib/tongzhou/probe

check_sh "killed, it comes back" '
    old=$(systemctl show -p MainPID --value tongzhou)
    systemctl kill --signal=KILL tongzhou
    for i in {1..150}; do
        sleep 0.2
        new=$(systemctl show -p MainPID --value tongzhou)
        if [[ $new != 0 && $new != "$old" ]]; then exit; fi
    done
    exit 1'
check "and serves" ready
check "with what it had" there
check_sh "it opens its log anew when told to" 'systemctl reload tongzhou && sleep 1 && systemctl is-active -q tongzhou'
check_sh "stopped, it ends in order" '
    systemctl stop tongzhou
    [[ $(systemctl show -p Result --value tongzhou) == success ]]
    journalctl -u tongzhou -o cat | tail -n 5 | grep -q "INFO  stopped"
    systemctl start tongzhou'
check "and starts again" ready
