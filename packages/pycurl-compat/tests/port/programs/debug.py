import sys
import pycurl

names = {pycurl.INFOTYPE_HEADER_OUT: 'sent', pycurl.INFOTYPE_HEADER_IN: 'received'}
log = []


def on_debug(kind, data):
    if kind in names:
        log.append((names[kind], data.decode('latin-1').rstrip('\r\n')))


c = pycurl.Curl()
c.setopt(c.VERBOSE, True)
c.setopt(c.DEBUGFUNCTION, on_debug)
c.setopt(c.URL, sys.argv[1] + '/status/204')
c.setopt(c.HTTPHEADER, ['X-One: 1'])
c.perform()
c.close()
sent = [line for kind, line in log if kind == 'sent']
received = [line for kind, line in log if kind == 'received']
print(sent[0].split()[0], any('X-One: 1' in line for line in sent))
print(received[0])
print(len(received[-1]))

# Prints:
#   GET True
#   HTTP/1.1 204 No Content
#   0
