import os, sys
import pycurl


class FileReader:
    def __init__(self, fp):
        self.fp = fp

    def read_callback(self, size):
        return self.fp.read(size)


if len(sys.argv) < 2:
    print("Usage: %s <url>" % sys.argv[0])
    raise SystemExit

filename = 'upload.txt'
with open(filename, 'wb') as f:
    f.write(b'what is sent' * 2)
if not os.path.exists(filename):
    print("Error: the file '%s' does not exist" % filename)
    sys.exit(1)

c = pycurl.Curl()
c.setopt(pycurl.URL, sys.argv[1] + '/echo')
c.setopt(pycurl.UPLOAD, 1)
reader = FileReader(open(filename, 'rb'))
c.setopt(pycurl.READFUNCTION, reader.read_callback)
c.setopt(pycurl.INFILESIZE, os.path.getsize(filename))
print('what is sentwhat is sent' in c.perform_rs())
c.close()
reader.fp.close()
os.remove(filename)

# Prints:
#   True
