# Needs pycurl 7.47.
import sys
import pycurl

url = pycurl.CurlUrl('http://user@example.com:8080/path?q=1#top')
print(url.host, url.port, url.query, url.password)
del url.query
url.port = 81
print(str(url))
try:
    url.setpart(pycurl.UPART_PORT, 'no port')
except pycurl.error as e:
    print(e.args[0] == 4, pycurl.version.split('/')[0])

# Prints:
#   example.com 8080 q=1 None
#   http://user@example.com:81/path#top
#   True PycURL
