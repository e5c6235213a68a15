#!/usr/bin/env bash
# tools/browser-tests BUILD_FOLDER: the stories of tests/browser, each against the real program in a real Chromium.
set -euo pipefail
cd "$(dirname "$0")/.."

tools/build-console
export TONGZHOU_PROGRAM=$1/src/main/tongzhou CONSOLE_FOLDER=$PWD/console/dist
passed=0 failed=0
for story in tests/browser/*.mjs; do
    [[ $story == */support.mjs ]] && continue
    log=$(mktemp)
    status=0
    timeout --kill-after=10 "${TEST_TIMEOUT:-900}" node "$story" >"$log" 2>&1 </dev/null || status=$?
    counts=$(tail -n 1 "$log" | sed -nE 's/^([0-9]+) passed, ([0-9]+) failed$/\1 \2/p')
    read -r good bad <<<"${counts:-0 1}"
    if [[ $status -ne 0 && $bad -eq 0 ]]; then bad=1; fi
    echo "$(basename "$story"): $good passed, $bad failed"
    if [[ $bad -gt 0 ]]; then grep -B2 -A12 FAILED "$log" || tail -n 60 "$log"; fi
    rm -f "$log"
    passed=$((passed + good)) failed=$((failed + bad))
done
echo "$passed passed, $failed failed"
