import json
import os
import sys
import urllib.parse

import pycurl
import pyparallelcurl

origin = os.environ.get('ORIGIN', 'https://example.com')


def on_request_done(content, url, ch, search):
    if content is None:
        print(search + ': failed', file=sys.stderr)
    elif ch.getinfo(pycurl.HTTP_CODE) != 200:
        print('%s: status %d from %s' % (search, ch.getinfo(pycurl.HTTP_CODE), url), file=sys.stderr)
    else:
        print(search + ': ' + json.loads(content)['path'])


parallel_curl = pyparallelcurl.ParallelCurl(10, {pycurl.USERAGENT: 'my-crawler/1.0', pycurl.FOLLOWLOCATION: 1})
for number in range(1, 101):
    search = 'term %d' % number
    parallel_curl.startrequest(origin + '/echo?' + urllib.parse.urlencode({'q': search}), on_request_done, search)
parallel_curl.finishallrequests()
