#!/usr/bin/env bash
# The code under test: prints the ports of a service instance, one a line.
# usage: ESB_URL=http://… ports.sh BK_BIZ_ID SERVICE_INSTANCE_ID
set -euo pipefail

ask() {
  curl -sS --max-time 10 "$ESB_URL/api/c/compapi/v2/cc/list_process_instance/" -d "{
    \"bk_app_code\": \"ports\", \"bk_app_secret\": \"secret\", \"bk_username\": \"admin\",
    \"bk_biz_id\": $1, \"service_instance_id\": $2
  }"
}

for _ in 1 2 3; do
  reply=$(ask "$@")
  # Errors come with HTTP status 200: only the envelope tells.
  if grep -q '"result":true' <<<"$reply"; then
    # A service instance may have no ports.
    { grep -o '"port":"[^"]*"' <<<"$reply" || true; } | cut -d '"' -f 4
    exit 0
  fi
  sleep "${WAIT:-1}"
done
echo "the ESB refuses: $reply" >&2
exit 1
