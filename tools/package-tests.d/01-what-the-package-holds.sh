content=$work/content
dpkg-deb -x "$package" "$content"

holds() {
    local file
    for file; do [[ -s $content/$file ]] || { echo "missing: $file"; return 1; }; done
}
check "program, service, console, manual, completion, examples, licences" holds usr/bin/tongzhou usr/sbin/tongzhouctl \
    usr/lib/systemd/system/tongzhou.service usr/share/tongzhou/console/{console,gate,me,ask}/index.html \
    usr/share/man/man1/tongzhou.1.gz usr/share/man/man8/tongzhouctl.8.gz usr/share/man/zh_CN/man1/tongzhou.1.gz \
    usr/share/bash-completion/completions/tongzhou usr/share/zsh/vendor-completions/_tongzhou \
    usr/share/doc/tongzhou/{copyright,changelog.Debian.gz,console-licenses.gz,examples/nginx.conf,operation/README.md}

owned_by_root() { ! dpkg-deb -c "$package" | grep -v ' root/root ' && ! dpkg-deb -c "$package" | grep -E '^.{5}w|^.{8}w' | grep -v '^l'; }
check "everything is root's and writable by nobody else" owned_by_root
check "the configuration is a conffile" grep -qx /etc/tongzhou/tongzhou.toml <(dpkg-deb -I "$package" conffiles)
no_secret() { ! find "$content" \( -name '*.keys' -o -name '*.db' -o -name '*.map' \) | grep .; }
check "no key, no database, no source map" no_secret

lint() {
    lintian --tag-display-limit 0 --suppress-tags initial-upload-closes-no-bugs --fail-on error "$package" 2>&1 |
        tee "$work/lint"
}
check "lintian finds no error" lint
grep '^[EWI]: ' "$work/lint" | sed 's/^/         /' || true
