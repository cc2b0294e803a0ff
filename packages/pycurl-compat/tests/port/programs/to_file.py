# Needs pycurl 7.47.
import os
import sys
import pycurl

# As long as the file is opened in binary mode, the body needs no decoding.
with open('out.bin', 'wb') as f:
    c = pycurl.Curl()
    c.setopt(c.URL, sys.argv[1] + '/bytes/1000')
    c.setopt(c.WRITEDATA, f)
    c.perform()
    print('%d of %d' % (c.getinfo(c.SIZE_DOWNLOAD_T), c.getinfo(c.CONTENT_LENGTH_DOWNLOAD_T)))
    c.close()

print(os.path.getsize('out.bin'))
os.unlink('out.bin')

# Prints:
#   1000 of 1000
#   1000
