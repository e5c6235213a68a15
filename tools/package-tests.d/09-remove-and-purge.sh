inside systemctl stop tongzhou
rows_of "$database" >"$work/rows-before"
inside systemctl start tongzhou
check "it can be removed" inside dpkg --remove tongzhou
check_sh "the program is gone and rests" '[[ ! -e /usr/bin/tongzhou && ! -e /usr/share/tongzhou ]] && ! pgrep -x tongzhou'
check "the data is as it was" same_rows "$work/rows-before"
check_sh "configuration, keys and backups are there" 'ls /etc/tongzhou/tongzhou.toml /etc/tongzhou/keys/tongzhou.keys /var/backups/tongzhou/*'

check "installed again" install_package "$package"
check "it serves" ready
check "what it had" there

check_sh "a purge says what it keeps" 'dpkg --purge tongzhou >/tmp/purge 2>&1
    grep -q "kept: /etc/tongzhou/keys" /tmp/purge && grep -q "kept: /var/backups/tongzhou" /tmp/purge'
check_sh "data, log, configuration and service are gone" '
    [[ ! -e /var/lib/tongzhou && ! -e /var/log/tongzhou && ! -e /etc/tongzhou/tongzhou.toml ]]
    ! systemctl cat tongzhou 2>/dev/null && [[ -z $(find /etc/systemd/system -name "tongzhou*") ]] && ! pgrep -u tongzhou'
check_sh "keys and backups are kept" 'ls /etc/tongzhou/keys/tongzhou.keys /var/backups/tongzhou/tongzhou-*.db'

check "who purged by mistake installs it again" install_package "$package"
check_sh "and restores the backup" 'systemctl stop tongzhou; tongzhouctl restore /var/backups/tongzhou/tongzhou-*.db --replace && systemctl start tongzhou'
check "it serves" ready
check "with what was in it" there
check_sh "nothing to keep, nothing kept" 'rm -r /etc/tongzhou/keys/* /var/backups/tongzhou/*
    dpkg --purge tongzhou && [[ ! -e /etc/tongzhou && ! -e /var/backups/tongzhou && ! -e /var/lib/tongzhou ]]'
