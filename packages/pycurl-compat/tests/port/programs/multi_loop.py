# Needs pycurl 7.47.
import sys
from io import BytesIO
import pycurl

base = sys.argv[1]
m = pycurl.CurlMulti()
reqs = []
for size in [3, 5, 8]:
    response = BytesIO()
    handle = pycurl.Curl()
    handle.setopt(pycurl.URL, '%s/bytes/%d' % (base, size))
    handle.setopt(pycurl.WRITEDATA, response)
    req = (size, response, handle)
    m.add_handle(req[2])
    reqs.append(req)

SELECT_TIMEOUT = 1.0
num_handles = len(reqs)
while num_handles:
    ret = m.select(SELECT_TIMEOUT)
    while 1:
        ret, num_handles = m.perform()
        if ret != pycurl.E_CALL_MULTI_PERFORM:
            break

queued, ok, failed = m.info_read()
print(queued, len(ok), len(failed))
for size, response, handle in reqs:
    m.remove_handle(handle)
    handle.close()
    print(size, len(response.getvalue()), handle in m)
m.close()

# Prints:
#   0 3 0
#   3 3 False
#   5 5 False
#   8 8 False
