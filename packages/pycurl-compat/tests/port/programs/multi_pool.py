import sys
import pycurl

urls = ['%s/bytes/%d' % (sys.argv[1], n) for n in range(1, 6)] + ['http://127.0.0.1:1/']
num_conn = min(2, len(urls))
queue = []
for url in urls:
    url = url.strip()
    if not url or url[0] == '#':
        continue
    queue.append((url, len(queue) + 1))
assert queue, 'no URLs given'

m = pycurl.CurlMulti()
m.handles = []
for _ in range(num_conn):
    c = pycurl.Curl()
    c.body = None
    c.setopt(pycurl.NOSIGNAL, 1)
    m.handles.append(c)

freelist = m.handles[:]
done = {}
num_processed = 0
while num_processed < len(urls):
    while queue and freelist:
        url, number = queue.pop(0)
        c = freelist.pop()
        c.number = number
        c.body = []
        c.setopt(pycurl.URL, url)
        c.setopt(pycurl.WRITEFUNCTION, c.body.append)
        m.add_handle(c)
    _, num_handles = m.perform()
    while True:
        num_q, ok_list, err_list = m.info_read()
        for c in ok_list:
            m.remove_handle(c)
            done[c.number] = sum([len(piece) for piece in c.body])
            freelist.append(c)
        for c, errno, errmsg in err_list:
            m.remove_handle(c)
            done[c.number] = 'error %d' % errno
            freelist.append(c)
        num_processed += len(ok_list) + len(err_list)
        if num_q == 0:
            break
    m.select(0.2)

for c in m.handles:
    c.close()
m.close()
for number, result in sorted(done.items()):
    print('{}: {}'.format(number, result) if False else '%d: %s' % (number, result))

# Prints:
#   1: 1
#   2: 2
#   3: 3
#   4: 4
#   5: 5
#   6: error 7
