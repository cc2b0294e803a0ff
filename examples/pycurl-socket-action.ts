// pycurl's "multi-socket_action": libcurl tells which sockets to watch, and when to come back.
import { BytesIO, pycurl, select } from '@curlew/pycurl-compat';

const origin = process.env.ORIGIN ?? 'https://example.com';
const m = new pycurl.CurlMulti();
const watched = new Map<number, number>();
let timeout = 0;

m.setopt(pycurl.M_SOCKETFUNCTION, (event: number, fd: number) => {
  if (event === pycurl.POLL_REMOVE) watched.delete(fd);
  else watched.set(fd, event);
});
m.setopt(pycurl.M_TIMERFUNCTION, (milliseconds: number) => {
  timeout = milliseconds;
});

const handles = [1, 2, 3].map((number) => {
  const c = new pycurl.Curl();
  c.setopt(pycurl.URL, `${origin}/delay/${20 * number}/${number}`);
  c.setopt(pycurl.WRITEDATA, new BytesIO());
  m.add_handle(c);
  return c;
});

let [, running] = m.socket_action(pycurl.SOCKET_TIMEOUT, 0);
while (running > 0) {
  const of = (bit: number) => [...watched].filter(([, event]) => event & bit).map(([fd]) => fd);
  const [readable, writable] = select.select(of(pycurl.POLL_IN), of(pycurl.POLL_OUT), [], timeout < 0 ? 1 : timeout / 1000);
  for (const fd of readable) [, running] = m.socket_action(fd as number, pycurl.CSELECT_IN);
  for (const fd of writable) [, running] = m.socket_action(fd as number, pycurl.CSELECT_OUT);
  if (readable.length + writable.length === 0) [, running] = m.socket_action(pycurl.SOCKET_TIMEOUT, 0);
}
const [, ok] = m.info_read();
console.log(`${ok.length} of ${handles.length} done`);
m.close();
