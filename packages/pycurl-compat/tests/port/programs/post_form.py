import json
import sys
from io import BytesIO
from urllib.parse import urlencode

import pycurl


def post(url, fields, timeout=10):
    """Sends a form. Returns the answer as an object."""
    body = BytesIO()
    curl = pycurl.Curl()
    try:
        curl.setopt(curl.URL, url)
        curl.setopt(curl.TIMEOUT, timeout)
        curl.setopt(curl.POSTFIELDS, urlencode(fields))
        curl.setopt(curl.HTTPHEADER, ['X-Sent-By: a form', 'Accept:'])
        curl.setopt(curl.WRITEDATA, body)
        curl.perform()
        return json.loads(body.getvalue().decode('utf-8'))
    finally:
        curl.close()


data = {'field': 'value', 'other': 'a b&c'}
answer = post(sys.argv[1] + '/echo', data, timeout=5)
print(answer['method'], answer['body'])
print(answer['headers']['x-sent-by'], 'accept' in answer['headers'])

# Prints:
#   POST field=value&other=a+b%26c
#   a form False
