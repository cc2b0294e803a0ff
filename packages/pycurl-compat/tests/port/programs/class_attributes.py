"""A class whose attributes are read through its instances."""
import sys
import pycurl
from io import BytesIO


class Client(object):
    path = '/echo'
    agent = 'client/%s' % pycurl.version.split('/')[0].lower()

    def __init__(self, origin):
        self.url = origin + self.path
        self.calls = 0

    def fetch(self):
        self.calls += 1
        body = BytesIO()
        curl = pycurl.Curl()
        curl.setopt(pycurl.URL, self.url)
        curl.setopt(pycurl.USERAGENT, self.agent)
        curl.setopt(pycurl.WRITEDATA, body)
        curl.perform()
        curl.close()
        return body.getvalue().decode('utf-8')


class Other(Client):
    path = '/echo?other'
    agent = 'other'


print(len(pycurl.version.split()) > 1)
client = Client(sys.argv[1])
print(client.agent, client.path, 'client/' in client.fetch(), client.calls)
other = Other(sys.argv[1])
other.agent = 'changed'
print(other.agent, Other.agent, other.path, other.url.endswith('?other'), 'changed' in other.fetch())

# Prints:
#   True
#   client/pycurl /echo True 1
#   changed other /echo?other True True
