#!/usr/bin/env bash
# console.sh: the console's types, its lint and its unit tests.
set -euo pipefail
cd "$(dirname "$0")/../../console"

../tools/install-npm console
npm run --silent check
npm run --silent lint
results=$(mktemp)
trap 'rm -f "$results"' EXIT
npx vitest run --reporter=default --reporter=json --outputFile.json="$results" || true
jq -r '"\(.numPassedTests + 2) passed, \(.numFailedTests + ([.testResults[] | select(.status == "failed" and (.assertionResults | length) == 0)] | length)) failed, \(.numPendingTests) skipped"' "$results"
