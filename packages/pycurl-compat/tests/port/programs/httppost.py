import sys
import pycurl

c = pycurl.Curl()
c.setopt(c.URL, sys.argv[1] + '/echo')
c.setopt(c.HTTPPOST, [
    ('plain', 'text'),
    ('upload', (
        # what is in memory
        c.FORM_BUFFER, 'readme.txt',
        c.FORM_BUFFERPTR, 'This is a readme file',
        # and its type
        c.FORM_CONTENTTYPE, 'text/x-readme',
    )),
])
answer = c.perform_rs()
print(c.getinfo(c.RESPONSE_CODE), 'text/x-readme' in answer, 'This is a readme file' in answer)
c.close()

# Prints:
#   200 True True
