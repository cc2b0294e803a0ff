import re
import sys
from io import BytesIO
import pycurl

headers = {}


def on_header(line):
    line = line.decode('iso-8859-1')
    if ':' not in line:
        return
    name, value = line.split(':', 1)
    name = name.strip().lower()
    value = value.strip()
    if name in headers:
        headers[name] = headers[name] + ', ' + value
    else:
        headers[name] = value


buffer = BytesIO()
c = pycurl.Curl()
c.setopt(c.URL, sys.argv[1] + '/echo')
c.setopt(c.WRITEFUNCTION, buffer.write)
c.setopt(c.HEADERFUNCTION, on_header)
c.perform()
c.close()

encoding = None
if 'content-type' in headers:
    match = re.search('charset=(\\S+)', headers['content-type'])
    if match:
        encoding = match.group(1)
if encoding is None:
    encoding = 'iso-8859-1'
    print('Assuming %s' % encoding)
for name in sorted(headers):
    if name in ('content-type',):
        print('%-14s%s' % (name, headers[name]))
print(len(buffer.getvalue()) > 0 and not headers.get('x-missing'))

# Prints:
#   Assuming iso-8859-1
#   content-type  application/json
#   True
