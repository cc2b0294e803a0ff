#!/bin/sh
# Fetches a list of URLs and writes an HTML report of the run: one file, which needs only a browser.
# A line is a URL or JSON. "expect" names the outcome that is intended, so that it does not count as a failure.
parallel-curl --quiet --max 20 --max-host 5 --retry 2 --timeout 10 --report "${REPORT:-report.html}" - <<END
${ORIGIN:-https://example.com}/bytes/1000
${ORIGIN:-https://example.com}/bytes/100000
${ORIGIN:-https://example.com}/delay/300/10
{"url": "${ORIGIN:-https://example.com}/status/404", "expect": 404}
{"url": "${ORIGIN:-https://example.com}/echo", "method": "POST", "body": "hello"}
END
