#!/bin/sh
curl -sS --compressed -L -m 10 --retry 3 -u me:secret -H 'Accept: application/json' --data-urlencode name=Ada \
  -w '\n%{http_code} %{time_total} %{remote_ip}\n' "${ORIGIN:-https://example.com}/echo"
