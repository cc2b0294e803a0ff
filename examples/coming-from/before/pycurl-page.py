import os
import pycurl
from io import BytesIO

origin = os.environ.get('ORIGIN', 'https://example.com')
buffer = BytesIO()
c = pycurl.Curl()
c.setopt(c.URL, origin + '/echo')
c.setopt(c.HTTPHEADER, ['Accept: text/html'])
c.setopt(c.WRITEDATA, buffer)
try:
    c.perform()
except pycurl.error as e:
    code, message = e.args
    print(code, message)
print(c.getinfo(pycurl.RESPONSE_CODE), b'text/html' in buffer.getvalue())
c.close()
