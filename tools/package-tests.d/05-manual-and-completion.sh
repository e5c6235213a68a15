# Every command, such as "keys rotate", and every option, as the program names them.
commands=$(inside tongzhou --help-all | awk '
    /^Subcommands:/ { top = 1; next }
    top && /^[a-z]/ { command = $1; inner = 0; print command }
    /^  Subcommands:/ { inner = 1; next }
    inner && /^    [a-z]/ { print command, $1 }')
options=$(inside tongzhou --help-all | grep -oE -- '(^|[ ,])--[a-z][a-z_.-]*' | tr -d ' ,' | sort -u)

says_all() {
    local page word missing=0
    page=$(zcat "$content/usr/share/man/$1" | sed -E 's/\\f[A-Z]//g; s/\\-/-/g; s/\\[&:]//g')
    while read -r word; do
        # A command that only holds others is named with them.
        if grep -q "^$word " <<<"$commands"; then continue; fi
        grep -qF -- "$word" <<<"$page" || { echo "not in $1: $word"; missing=1; }
    done <<<"$commands"$'\n'"$options"
    return $missing
}
check "$(wc -l <<<"$commands") commands and $(wc -l <<<"$options") options are in the manual" says_all man1/tongzhou.1.gz
check "and in the Chinese one" says_all zh_CN/man1/tongzhou.1.gz
for page in man1/tongzhou.1 zh_CN/man1/tongzhou.1 man8/tongzhouctl.8; do
    check_sh "groff has nothing to say about $page" '
        said=$(LC_ALL=C.UTF-8 MANWIDTH=80 man --warnings -E UTF-8 -l "/usr/share/man/$1.gz" 2>&1 >/dev/null)
        [[ -z $said ]] || { echo "$said"; exit 1; }' "$page"
done

completes() {
    inside_sh 'compopt() { :; }
        source /usr/share/bash-completion/completions/tongzhou
        COMP_WORDS=("${@:2}") COMP_CWORD=$(($# - 2))
        _tongzhou
        [[ ${COMPREPLY[*]} == "$1" ]] || { echo "${COMPREPLY[*]}"; exit 1; }' tongzhou "$@"
}
check "bash completes commands" completes "$(grep -v ' ' <<<"$commands" | paste -sd' ')" tongzhou ''
check "commands of commands" completes "rotate" tongzhou keys r
check "values" completes "csv xlsx" tongzhou export --format ''
check "files" completes /etc/debian_version tongzhouctl --config /etc/debian_v
check_sh "tongzhouctl like tongzhou" '[[ $(readlink -f /usr/share/bash-completion/completions/tongzhouctl) == */completions/tongzhou ]]'

# zsh completes only in a terminal, which zpty is: types $1 and a tab, and looks for $2. What is typed is echoed, so the
# marks are typed in another form than they are printed in.
cat >"$root/root/zsh-completes" <<'END'
zmodload zsh/zpty
zpty shell 'TERM=vt100 COLUMNS=200 zsh -f -i'
zpty -w shell 'PS1=; autoload -Uz compinit && compinit -u -D; unset zle_bracketed_paste; print rea""dy'
zpty -r -m shell line '*ready*'
zpty -w -n shell "$1"$'\t'
for i in {1..50}; do
    sleep 0.2
    while zpty -r -t shell line; do seen+=$line; done
    if [[ $seen == *$2* ]] exit 0
done
print -r -- ${(V)seen}
exit 1
END
check "zsh completes commands" inside zsh -f /root/zsh-completes 'tongzhou aud' 'tongzhou audit'
check "commands of commands" inside zsh -f /root/zsh-completes 'tongzhou keys ro' 'tongzhou keys rotate'
check "and options" inside zsh -f /root/zsh-completes 'tongzhouctl export --form' 'tongzhouctl export --format'
