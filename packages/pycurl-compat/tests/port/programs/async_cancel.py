# Needs pycurl 7.47.
import asyncio
import sys
import pycurl


async def fetch(multi, url):
    curl = pycurl.Curl()
    try:
        curl.setopt(curl.URL, url)
        curl.setopt(curl.WRITEFUNCTION, lambda data: None)
        await multi.perform(curl)
        return curl.getinfo(curl.RESPONSE_CODE)
    except pycurl.error as e:
        return -e.args[0]
    finally:
        curl.close()


async def main():
    base = sys.argv[1] if len(sys.argv) > 1 else 'http://127.0.0.1:1'
    multi = pycurl.AsyncCurlMulti()
    slow = pycurl.Curl()
    slow.setopt(pycurl.URL, base + '/delay/5000')
    future = multi.add_handle(slow)
    print(len(multi.futures()), await fetch(multi, base + '/status/204'))
    multi.remove_handle(slow)
    try:
        await future
    except asyncio.CancelledError:
        print('cancelled', len(multi.futures()))
    await asyncio.sleep(0.01)
    print(await fetch(multi, 'http://127.0.0.1:1/'))
    await multi.aclose()
    print(multi.closed)


asyncio.run(main())

# Prints:
#   1 204
#   cancelled 0
#   -7
#   True
