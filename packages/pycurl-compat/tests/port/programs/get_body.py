"""Fetches a page into memory."""
import sys
from io import BytesIO

import pycurl

buffer = BytesIO()
c = pycurl.Curl()
c.setopt(c.URL, sys.argv[1] + '/status/404')
c.setopt(c.WRITEDATA, buffer)
c.perform()
status = c.getinfo(pycurl.RESPONSE_CODE)
c.close()

body = buffer.getvalue()
print('Status: %d' % status)
print('Body: %s (%03d bytes)' % (body.decode('iso-8859-1'), len(body)))

# Prints:
#   Status: 404
#   Body: status 404 (010 bytes)
