check "it installs with what it says it depends on" install_package "$previous"
check_sh "its user cannot sign in" 'getent passwd tongzhou | grep -q ":/usr/sbin/nologin$"'
check_sh "its folders are its own" '
    for folder in /etc/tongzhou/keys /var/lib/tongzhou /var/backups/tongzhou; do
        [[ $(stat -c "%U:%G %a" $folder) == "tongzhou:tongzhou 700" ]] || { ls -ld $folder; exit 1; }
    done'
check_sh "it is enabled, and waits for init" '
    systemctl is-enabled -q tongzhou
    [[ $(systemctl show -p ConditionResult --value tongzhou) == no ]] && ! systemctl is-failed -q tongzhou'
check_sh "asked for help, init helps and makes nothing" '
    tongzhouctl init --help | grep -e --city >/dev/null && [[ -z $(ls /etc/tongzhou/keys /var/lib/tongzhou | grep -v :) ]]'
check_sh "a wrong city is refused, and nothing starts" '
    ! tongzhouctl init --city 9999 && [[ $(systemctl is-active tongzhou) == inactive ]]'
check_sh "only root and its user give commands" '! runuser -u nobody -- tongzhouctl config'

check_sh "init prints the first administrator's link" '
    tongzhouctl init --city 3708 >/tmp/init
    grep -q "http://127.0.0.1:8080/console/#/links/tz_" /tmp/init'
check "it serves" ready
check_sh "the keys are the service's alone" '[[ $(stat -c "%U %a" /etc/tongzhou/keys/tongzhou.keys) == "tongzhou 600" ]]'
check_sh "a demo city" 'tongzhouctl demo --enterprises 12 --people 200 --days 2 --quiet >/dev/null'

check_sh "somebody makes an organisation over the API" '
    umask 077
    tongzhouctl --json token create --name test --days 2 \
        --permissions "organization_read organization_write passage_read dashboard_read" | jq -re .token >/root/token
    curl -fsS http://127.0.0.1:8080/organizations -H "Authorization: Bearer $(cat /root/token)" \
        -H "Content-Type: application/json" \
        -d "{\"kind\": \"department\", \"name\": \"济宁市应急值守处\", \"division\": \"3708\"}" | jq -re .id >/root/organization'
there() {
    inside_sh 'curl -fsS "$1/organizations/$(cat /root/organization)" -k -H "Authorization: Bearer $(cat /root/token)" |
               jq -e ".name == \"济宁市应急值守处\""' tongzhou "${1:-http://127.0.0.1:8080}"
}
check "it is there" there
