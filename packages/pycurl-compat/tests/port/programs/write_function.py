# Old code takes methods as callbacks.
import sys, pycurl
try:
    from io import BytesIO
except ImportError:
    from StringIO import StringIO as BytesIO


class Collector:
    def __init__(self):
        self.contents = b''
        self.calls = 0

    def take(self, data):
        self.contents = self.contents + data
        self.calls += 1


headers = BytesIO()
collector = Collector()
c = pycurl.Curl()
c.setopt(pycurl.URL, '%s/bytes/5' % sys.argv[1])
c.setopt(pycurl.WRITEFUNCTION, collector.take)
c.setopt(pycurl.HEADERFUNCTION, headers.write)
c.perform()
c.close()
print(len(collector.contents), collector.calls > 0)
print(headers.getvalue().decode().splitlines()[0])

# Prints:
#   5 True
#   HTTP/1.1 200 OK
