#!/bin/sh
# The files of a list, 10 at a time, with two more tries.
# The next run goes on where this one has stopped.
parallel-curl --quiet --max 10 --retry 2 --timeout 30 --connect-timeout 5 \
  --continue --out "$OUT" "$URLS"
