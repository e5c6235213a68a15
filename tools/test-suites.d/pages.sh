#!/usr/bin/env bash
# pages.sh BUILD_FOLDER: the stories of tests/browser, each with the real program and a real Chromium, two at a time.
set -euo pipefail
cd "$(dirname "$0")/../.."

tools/build-console
export TONGZHOU_PROGRAM=$1/src/main/tongzhou CONSOLE_FOLDER=$PWD/console/dist
results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT
export results

tell() {
    local story=$1 name log status=0 good bad
    name=$(basename "$story" .mjs) log=$results/$(basename "$story").log
    timeout --kill-after=10 "${TEST_TIMEOUT:-1200}" node "$story" >"$log" 2>&1 </dev/null || status=$?
    read -r good bad < <(tail -n 1 "$log" | sed -nE 's/^([0-9]+) passed, ([0-9]+) failed$/\1 \2/p' | grep . || echo 0 1)
    if [[ $status -ne 0 && $bad -eq 0 ]]; then bad=1; fi
    echo "$good $bad" >"$results/$name.count"
    echo "$name: $good passed, $bad failed, ${SECONDS} s"
    if [[ $bad -gt 0 ]]; then grep -B2 -A12 FAILED "$log" || tail -n 60 "$log"; fi
}
export -f tell

# Stories stand in files of their own; what they share does not open a browser by itself.
grep -lE '\bdone\(\)' tests/browser/*.mjs | grep -v /support.mjs | xargs -P 2 -I {} bash -c 'tell {}'
awk '{ good += $1; bad += $2 } END { printf "%d passed, %d failed\n", good, bad }' "$results"/*.count
