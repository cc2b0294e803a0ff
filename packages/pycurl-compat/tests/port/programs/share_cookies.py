# Needs pycurl 7.47.
import sys
import pycurl


class Session(object):
    """Handles that know each other's cookies."""

    count = 0

    def __init__(self, base, agent='share/1.0'):
        self.base = base
        self.agent = agent
        self.share = pycurl.CurlShare()
        self.share.setopt(pycurl.SH_SHARE, pycurl.LOCK_DATA_COOKIE)

    def get(self, path):
        Session.count += 1
        curl = pycurl.Curl()
        curl.setopt(curl.URL, self.base + path)
        curl.setopt(curl.USERAGENT, self.agent)
        curl.setopt(curl.COOKIEFILE, '')
        curl.setopt(curl.SHARE, self.share)
        try:
            return curl.perform_rs()
        finally:
            curl.close()

    def close(self):
        self.share.close()


session = Session(sys.argv[1], agent='mine/1.0')
session.get('/cookies/a/1')
session.get('/cookies/b/2')
answer = session.get('/cookies')
print('a=1' in answer and 'b=2' in answer, Session.count)
session.close()
print(session.share.closed)

# Prints:
#   True 3
#   True
