// pycurl's "xmlrpc_curl": a transport for XML-RPC that keeps its connection.
import { BytesIO, type Curl, pycurl } from '@curlew/pycurl-compat';

class CurlTransport {
  readonly #c: Curl = new pycurl.Curl();

  constructor(url: string) {
    this.#c.setopt(pycurl.URL, url);
    this.#c.setopt(pycurl.POST, 1);
    this.#c.setopt(pycurl.CONNECTTIMEOUT, 30);
    this.#c.setopt(pycurl.HTTPHEADER, ['Content-Type: text/xml']);
  }

  /** Calls a method with whole numbers and returns its string. */
  call(method: string, ...numbers: number[]): string {
    const params = numbers.map((number) => `<param><value><int>${number}</int></value></param>`).join('');
    const body = new BytesIO();
    this.#c.setopt(
      pycurl.POSTFIELDS,
      `<?xml version="1.0"?><methodCall><methodName>${method}</methodName><params>${params}</params></methodCall>`,
    );
    this.#c.setopt(pycurl.WRITEDATA, body);
    this.#c.perform();
    const status = this.#c.getinfo(pycurl.RESPONSE_CODE);
    const answer = /<string>(.*?)<\/string>/s.exec(body.getvalue().toString())?.[1];
    if (status !== 200 || answer === undefined) throw new Error(`${method}: status ${status}`);
    return answer;
  }

  close(): void {
    this.#c.close();
  }
}

const transport = new CurlTransport(`${process.env.ORIGIN ?? 'https://example.com'}/xmlrpc`);
for (const number of [41, 42]) console.log(transport.call('examples.getStateName', number));
transport.close();
