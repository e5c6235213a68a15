inside_sh '
    mkdir -p /root/live/localhost && cp /root/certificate.pem /root/live/localhost/fullchain.pem
    cp /root/key.pem /root/live/localhost/privkey.pem
    sed "s/^name=.*/name=localhost/" /usr/share/doc/tongzhou/examples/certbot-deploy-hook >/root/hook
    chmod 755 /root/hook
    install -D -m 644 /usr/share/doc/tongzhou/examples/port-443.conf /etc/systemd/system/tongzhou.service.d/port-443.conf
    systemctl daemon-reload
    sed -i -e "s|^# address = .*|address = \"0.0.0.0\"|" -e "s|^# port = .*|port = 443|" \
        -e "s|^# certificate = .*|certificate = \"/etc/tongzhou/tls/fullchain.pem\"|" \
        -e "s|^# key = .*|key = \"/etc/tongzhou/tls/privkey.pem\"|" /etc/tongzhou/tongzhou.toml'
check_sh "another certificate's renewal is none of its business" 'RENEWED_LINEAGE=/root/live/other /root/hook && [[ ! -e /etc/tongzhou/tls ]]'
check_sh "the hook brings the certificate" 'RENEWED_LINEAGE=/root/live/localhost /root/hook
    [[ $(stat -c "%U:%G %a" /etc/tongzhou/tls/privkey.pem) == "root:tongzhou 640" ]]'
check "it serves on port 443" ready https://localhost
check_sh "with that certificate, over TLS 1.3" '
    curl -fsSv --cacert /root/certificate.pem -o /dev/null https://localhost/readyz 2>&1 | grep "SSL connection using TLSv1.3" >/dev/null'
check_sh "TLS 1.1 is refused" '! curl -fsS -k --tls-max 1.1 --ciphers DEFAULT@SECLEVEL=0 -o /dev/null https://localhost/readyz'
inside_sh '
    rm -r /etc/tongzhou/tls /etc/systemd/system/tongzhou.service.d && systemctl daemon-reload
    sed -i -e "s|^address = |# &|" -e "s|^port = |# &|" -e "s|^certificate = |# &|" -e "s|^key = |# &|" \
        -e "s|^public_url = |# &|" /etc/tongzhou/tongzhou.toml
    systemctl restart tongzhou'
check "and it goes back to 8080" ready
