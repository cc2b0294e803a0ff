import select, sys
import pycurl
from io import BytesIO

state = {'rlist': [], 'wlist': [], 'timeout': None, 'running': 1}


def socket_fn(what, sock_fd, multi, socketp):
    for name in ('rlist', 'wlist'):
        if sock_fd in state[name]:
            state[name].remove(sock_fd)
    if what in (pycurl.POLL_IN, pycurl.POLL_INOUT):
        state['rlist'].append(sock_fd)
    if what in (pycurl.POLL_OUT, pycurl.POLL_INOUT):
        state['wlist'].append(sock_fd)


def timer_fn(timeout_ms):
    state['timeout'] = None if timeout_ms < 0 else timeout_ms / 1000.0


multi = pycurl.CurlMulti()
multi.setopt(pycurl.M_SOCKETFUNCTION, socket_fn)
multi.setopt(pycurl.M_TIMERFUNCTION, timer_fn)

body = BytesIO()
easy = pycurl.Curl()
easy.setopt(pycurl.URL, sys.argv[1] + '/bytes/100')
easy.setopt(pycurl.WRITEDATA, body)
multi.add_handle(easy)
_, state['running'] = multi.socket_action(pycurl.SOCKET_TIMEOUT, 0)

while state['running'] != 0:
    timeout = state['timeout']
    if timeout is None:
        timeout = 1.0
    rready, wready, _ = select.select(state['rlist'], state['wlist'], [], timeout)
    if len(rready) == 0 and len(wready) == 0:
        _, state['running'] = multi.socket_action(pycurl.SOCKET_TIMEOUT, 0)
    for fd in rready:
        _, state['running'] = multi.socket_action(fd, pycurl.CSELECT_IN)
    for fd in wready:
        _, state['running'] = multi.socket_action(fd, pycurl.CSELECT_OUT)

_, successes, failures = multi.info_read()
multi.remove_handle(easy)
print(len(successes), len(failures), len(body.getvalue()))
easy.close()
multi.close()

# Prints:
#   1 0 100
