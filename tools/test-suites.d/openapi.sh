#!/usr/bin/env bash
# openapi.sh BUILD_FOLDER: what `tongzhou openapi` prints passes the linter.
set -euo pipefail
cd "$(dirname "$0")/../../tests/openapi"

"$1/src/main/tongzhou" openapi >"$1/openapi.json"
../../tools/install-npm tests/openapi
export REDOCLY_TELEMETRY=off REDOCLY_SUPPRESS_UPDATE_NOTICE=true
node_modules/.bin/redocly lint --config redocly.yaml --max-problems 1000 "$1/openapi.json"
echo "1 passed, 0 failed"
