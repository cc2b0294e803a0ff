import sys
import pycurl


class FetchError(Exception):
    pass


def fetch(url):
    c = pycurl.Curl()
    c.setopt(c.URL, url)
    c.setopt(c.FAILONERROR, 1)
    try:
        return c.perform_rb()
    except pycurl.error as e:
        code, message = e.args
        if code == pycurl.E_HTTP_RETURNED_ERROR:
            raise FetchError('HTTP: %s' % message)
        raise
    finally:
        print('closing')
        c.close()


for path in ['/status/404', '/bytes/3', 'http://127.0.0.1:1/']:
    url = path if path.startswith('http') else sys.argv[1] + path
    try:
        body = fetch(url)
    except FetchError as e:
        print('failed: %s' % e)
    except (pycurl.error, ValueError) as error:
        print('code %d' % error.args[0])
    else:
        print(len(body), 'bytes')

try:
    pycurl.Curl().setopt(pycurl.URL, 5)
except TypeError as e:
    print(str(e))

# Prints:
#   closing
#   failed: HTTP: The requested URL returned error: 404
#   closing
#   3 bytes
#   closing
#   code 7
#   integers are not supported for this option
