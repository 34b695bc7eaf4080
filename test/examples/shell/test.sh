#!/usr/bin/env bash
# Tests ports.sh against an emulator, with bash and curl.
set -euo pipefail
cd "$(dirname "$0")"

# --- find the package, in this folder or one above it. Not by npx, which would not hand on the signal that ends it.
installed() {
  local folder=$PWD
  until [ -x "$folder/node_modules/.bin/bk-esb-emulator" ]; do
    [ "$folder" != / ] || { echo "bk-esb-emulator is not installed: npm install --save-dev bk-esb-emulator" >&2; return 1; }
    folder=$(dirname "$folder")
  done
  echo "$folder/node_modules/.bin/bk-esb-emulator"
}
# The variable may hold another command, such as "node dist/cli.js". Its words are split.
command=${BK_ESB_EMULATOR:-$(installed)}

# --- start the emulator on a free port, and end it whatever happens
log=$(mktemp)
$command --port 0 --log-level warn >"$log" &
emulator=$!
trap 'kill $emulator 2>/dev/null; rm -f "$log"' EXIT
until url=$(grep -om1 'http://[^ ]*' "$log"); do
  kill -0 $emulator 2>/dev/null || { echo "the emulator did not start" >&2; exit 1; }
  sleep 0.1
done
curl -fsS --retry 50 --retry-connrefused --retry-delay 1 -o /dev/null "$url/readyz"

# --- a sandbox of our own: nobody else's data, faults or requests
export ESB_URL=$url/@shell WAIT=0
control() { curl -sS --fail-with-body -X "$1" "$ESB_URL/__emulator$2" "${@:3}"; }

passed=0 failed=0
# check WHAT COMMAND…: whether the command ends well
check() {
  if "${@:2}" >/dev/null; then
    passed=$((passed + 1)) && echo "ok    $1"
  else
    failed=$((failed + 1)) && echo "FAIL  $1"
  fi
}
equal() { [ "$1" = "$2" ] || { printf '      "%s" is not "%s"\n' "$1" "$2" >&2; return 1; }; }

control PUT /data --data-binary @- -o /dev/null <<'YAML'
modules:
  - bk_module_id: 1
    bk_biz_id: 2
    service_instances:
      - { id: 10, processes: [{ bk_process_id: 100, bind_info: [{ port: 80 }, { port: 443 }] }] }
YAML

check "the ports are printed" equal "$(./ports.sh 2 10 | xargs)" "80 443"

control POST /faults -o /dev/null -d '{ "name": "rate-limited", "times": 1 }'
check "a call that comes too often is sent again" equal "$(./ports.sh 2 10 | xargs)" "80 443"
check "it was refused once" grep -q '"count":1}' <<<"$(control GET '/requests/count?code=1306429')"

control POST /faults -o /dev/null -d '{ "name": "cmdb-refused" }'
check "a refusal is told" grep -q 'the ESB refuses: .*1306201' <<<"$(./ports.sh 2 10 2>&1)"
control DELETE /faults

control DELETE /requests
check "another business has no ports" equal "$(./ports.sh 4 10 && echo none)" "none"
why=$(control GET /requests | grep -o '"why":"[^"]*"')
check "the journal knows why" grep -q 'belongs to business 2' <<<"$why"
echo "      $why"

check "CMDB 3.14 would have answered in the same way" equal "$(control GET /warnings)" "[]"

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
