# Needs pycurl 7.47.
"""Says hello over a WebSocket, without waiting in libcurl."""
import sys
import time

import pycurl

c = pycurl.Curl()
c.setopt(c.URL, sys.argv[1].replace('http', 'ws'))
c.setopt(c.CONNECT_ONLY, 2)
c.perform()


def receive(curl):
    while True:
        try:
            return curl.ws_recv(4096)
        except BlockingIOError:
            time.sleep(0.01)


c.ws_send("hello")
data, meta = receive(c)
print("recv:", data, "is text:", meta.flags & pycurl.WS_TEXT != 0)
c.ws_send(b'\x00\x01', flags=pycurl.WS_BINARY)
data, meta = receive(c)
print("recv:", data, meta.len)
c.ws_close(1000, reason="normal closure")
c.close()

# Prints:
#   recv: b'hello' is text: True
#   recv: b'\x00\x01' 2
