import sys, time
import pycurl

calls = 0
last = None
started = time.time()


def progress(download_t, download_d, upload_t, upload_d):
    global calls, last
    calls += 1
    last = (download_t, download_d)


def stop(*counts):
    return 1 if sum(counts) > 0 else 0


c = pycurl.Curl()
c.setopt(c.URL, sys.argv[1] + '/bytes/100000')
c.setopt(c.WRITEFUNCTION, lambda data: None)
c.setopt(c.NOPROGRESS, False)
c.setopt(c.XFERINFOFUNCTION, progress)
c.perform()
print(calls > 0, last[0] == last[1], time.time() - started < 60)

c.setopt(c.XFERINFOFUNCTION, stop)
try:
    c.perform()
except pycurl.error as e:
    if e.args[0] == pycurl.E_ABORTED_BY_CALLBACK:
        print('stopped')
finally:
    c.close()

# Prints:
#   True True True
#   stopped
