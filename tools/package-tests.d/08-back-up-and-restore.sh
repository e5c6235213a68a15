backups() { inside_sh 'ls /var/backups/tongzhou | grep -c "^tongzhou-.*\.db$" || true'; }
check "a backup, while it serves" inside tongzhouctl backup --quiet
check_sh "which is the service's alone" '[[ $(stat -c "%U %a" /var/backups/tongzhou/tongzhou-*.db) == "tongzhou 600" ]]'
check "what came afterwards" inside_sh '
    curl -fsS http://127.0.0.1:8080/organizations -H "Authorization: Bearer $(cat /root/token)" -H "Content-Type: application/json" \
        -d "{\"kind\": \"department\", \"name\": \"备份之后\", \"division\": \"3708\"}" | jq -re .id >/root/afterwards'
check "a restore under a running service is refused" fails inside_sh 'tongzhouctl restore /var/backups/tongzhou/tongzhou-*.db --replace'
check_sh "a restore" 'systemctl stop tongzhou && tongzhouctl restore /var/backups/tongzhou/tongzhou-*.db --replace && systemctl start tongzhou'
check "it serves" ready
check "what was in the backup is there" there
check_sh "what came afterwards is not" '[[ $(curl -s -o /dev/null -w "%{http_code}" -H "Authorization: Bearer $(cat /root/token)" \
    "http://127.0.0.1:8080/organizations/$(cat /root/afterwards)") == 404 ]]'
check "the restored database is sound" inside tongzhouctl verify
check_sh "the nightly backup" '
    cp /usr/share/doc/tongzhou/examples/tongzhou-backup.* /etc/systemd/system/
    systemctl daemon-reload
    systemd-analyze verify tongzhou-backup.service tongzhou-backup.timer
    touch -d "40 days ago" /var/backups/tongzhou/tongzhou-*.db
    systemctl enable --now --quiet tongzhou-backup.timer
    systemctl start tongzhou-backup.service'
check "keeps the new and drops what is older than thirty days" equal 1 "$(backups)"
inside_sh 'systemctl disable --now --quiet tongzhou-backup.timer; rm /etc/systemd/system/tongzhou-backup.*; systemctl daemon-reload'
