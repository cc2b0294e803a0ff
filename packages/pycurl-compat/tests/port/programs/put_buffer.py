# Needs pycurl 7.47.
import json, sys
from io import BytesIO
import pycurl

data = '{"json": true}'
upload = BytesIO(data.encode('utf-8'))
answer = BytesIO()
with pycurl.Curl() as c:
    c.setopt(c.URL, f'{sys.argv[1]}/echo')
    c.setopt(c.UPLOAD, 1)
    # A text would not be taken.
    c.setopt(c.READDATA, upload)
    c.setopt(c.INFILESIZE, len(data))
    c.setopt(c.WRITEDATA, answer)
    c.perform()
echo = json.loads(answer.getvalue())
print(f"{echo['method']}: {echo['body']}")

# Prints:
#   PUT: {"json": true}
