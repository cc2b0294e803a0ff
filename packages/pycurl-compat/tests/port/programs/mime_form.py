# Needs pycurl 7.47.
import json
import sys
import pycurl

c = pycurl.Curl()
mime = pycurl.CurlMime(c)
mime.add_field('title', 'example')
mime.add(name='note', data=b'some bytes', filename='note.txt', content_type='text/plain')
nested = mime.add_multipart(name='more', subtype='mixed')
nested.add_field('inner', 'value')
c.setopt(c.URL, sys.argv[1] + '/echo')
c.setopt(c.MIMEPOST, mime)
body = json.loads(c.perform_rs())['body']
for wanted in ['name="title"', 'filename="note.txt"', 'multipart/mixed', 'value']:
    print(wanted in body)
mime.close()
c.close()

# Prints:
#   True
#   True
#   True
#   True
