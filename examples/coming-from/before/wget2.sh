#!/bin/sh
# The files of a list, 10 at a time, with two more tries.
# The next run goes on where this one has stopped.
wget2 --quiet --max-threads=10 -t 3 -T 30 --connect-timeout=5 \
  -c -P "$OUT" -i "$URLS"
