# Needs pycurl 7.47.
import asyncio
import sys
from io import BytesIO

import pycurl


def prepared(url):
    curl = pycurl.Curl()
    curl.body = BytesIO()
    curl.setopt(pycurl.URL, url)
    curl.setopt(pycurl.WRITEDATA, curl.body)
    return curl


async def main(base: str) -> None:
    async with pycurl.AsyncCurlMulti() as multi:
        for size in (3, 1, 2):
            multi.add_handle(prepared(f"{base}/bytes/{size}"))
        multi.add_handle(prepared('http://127.0.0.1:1/'))
        results = await asyncio.gather(*multi.futures(), return_exceptions=True)
    for result in results:
        if isinstance(result, pycurl.error):
            print('error', result.args[0])
        else:
            print(result.getinfo(pycurl.RESPONSE_CODE), len(result.body.getvalue()))
            result.close()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))

# Prints:
#   200 3
#   200 1
#   200 2
#   error 7
