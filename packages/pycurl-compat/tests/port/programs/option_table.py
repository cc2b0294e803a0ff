import sys
import pycurl

base = sys.argv[1]
options = [
    (pycurl.URL, base + '/redirect/3'),
    (pycurl.FOLLOWLOCATION, True),
    (pycurl.MAXREDIRS, 5),
    (pycurl.WRITEFUNCTION, lambda data: len(data)),
]
c = pycurl.Curl()
for option, value in options:
    c.setopt(option, value)
c.perform()
print(c.getinfo(pycurl.REDIRECT_COUNT), c.getinfo(pycurl.RESPONSE_CODE))
print(c.getinfo(pycurl.EFFECTIVE_URL).replace(base, ''))

c.reset()
c.setopt(c.URL, base + '/redirect/3')
c.setopt(c.NOBODY, 1)
c.perform()
code = c.getinfo(c.HTTP_CODE)
print('moved' if 300 <= code < 400 else 'there')
c.close()

# Prints:
#   3 200
#   /echo
#   moved
