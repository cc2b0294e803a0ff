#!/bin/sh
# The files of a list, 10 at a time, with two more tries.
# The next run goes on where this one has stopped.
aria2c --quiet -j 10 -m 3 -t 30 --connect-timeout=5 \
  -c -d "$OUT" -i "$URLS"
