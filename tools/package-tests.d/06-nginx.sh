# The example, with a name and a certificate of this machine.
inside_sh '
    openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -addext "subjectAltName = DNS:localhost" \
        -keyout /root/key.pem -out /root/certificate.pem 2>/dev/null
    sed -e "s|/etc/letsencrypt/live/[^/]*/fullchain.pem|/root/certificate.pem|" \
        -e "s|/etc/letsencrypt/live/[^/]*/privkey.pem|/root/key.pem|" -e "s/tongzhou.example.org/localhost/" \
        /usr/share/doc/tongzhou/examples/nginx.conf >/etc/nginx/sites-enabled/tongzhou
    sed -i -e "s|^# trusted_proxies = .*|trusted_proxies = [\"127.0.0.1\", \"::1\"]|" \
        -e "s|^# public_url = .*|public_url = \"https://localhost\"|" /etc/tongzhou/tongzhou.toml
    systemctl restart tongzhou'
check "nginx accepts the example" inside nginx -t
check "nginx starts with it" inside systemctl restart nginx
check "Tongzhou is ready behind it" ready https://localhost
check_sh "over HTTP/2" '[[ $(curl -fsS --cacert /root/certificate.pem -o /dev/null -w "%{http_version}" https://localhost/readyz) == 2 ]]'
check_sh "http leads to https" '[[ $(curl -sS -o /dev/null -w "%{http_code} %{redirect_url}" http://localhost/gate/) == "301 https://localhost/gate/" ]]'
check_sh "a body of 8 MB gets through, one of 40 MB does not" '
    send() {
        head -c "$1" /dev/zero | curl -sS -k -o /dev/null -w "%{http_code}" -H "Authorization: Bearer $(cat /root/token)" \
            -H "Content-Type: text/csv" --data-binary @- https://localhost/import-kinds/enterprises/columns
    }
    small=$(send 8M) large=$(send 40M)
    [[ $small != 413 && $small != 5* && $large == 413 ]] || { echo "$small $large"; exit 1; }'
check_sh "events arrive as they happen" '
    curl -sS -k -N --max-time 5 -H "Authorization: Bearer $(cat /root/token)" https://localhost/dashboard/events >/tmp/events || true
    grep -q "^data: " /tmp/events'
check_sh "the program knows who the client is, and that https is spoken" '
    password=$(awk "\$1 == \"demo-plant\" {print \$2}" /var/lib/tongzhou/demo-accounts.txt)
    curl -fsS -k --interface 127.0.0.7 -D /tmp/head -o /dev/null -H "Content-Type: application/json" \
        -d "{\"name\": \"demo-plant\", \"password\": \"$password\"}" https://localhost/session
    grep -qi "^set-cookie:.*; *secure" /tmp/head
    curl -fsS -k -H "Cookie: $(sed -n "s/^set-cookie: \([^;]*\).*/\1/Ip" /tmp/head)" https://localhost/sessions >/tmp/sessions
    jq -e "[.. | .remote? // empty] | any(. == \"127.0.0.7\")" /tmp/sessions >/dev/null || { cat /tmp/sessions; exit 1; }'
check_sh "figures are for this machine" '
    curl -fsS -k --interface 127.0.0.1 https://localhost/metrics | grep ^tongzhou_requests_total >/dev/null
    [[ $(curl -sS -k --interface 127.0.0.7 -o /dev/null -w "%{http_code}" https://localhost/metrics) == 403 ]]'
inside systemctl stop nginx
