import asyncio
import os

import acurl

origin = os.environ.get('ORIGIN', 'https://example.com')


async def main():
    wrapper = acurl.CurlWrapper(asyncio.get_running_loop())
    session = wrapper.session()
    session.set_response_callback(lambda response: print('seen', response.status_code))

    response = await session.post(origin + '/echo', json={'hello': 'world'}, cookies={'id': '7'}, auth=('user', 'secret'))
    print(response.status_code, response.cookies, response.total_time > 0)
    try:
        await session.get(origin + '/redirect/3', max_redirects=2)
    except acurl.RequestError:
        print('too many redirects')


asyncio.run(main())
