const { curly, Curl } = require('node-libcurl');

const origin = process.env.ORIGIN ?? 'https://example.com';

async function main() {
  const { statusCode, headers, data } = await curly.post(`${origin}/echo`, { postFields: 'field=value', tcpNoDelay: true });
  console.log(statusCode, headers[0]['content-type'], data.body.length > 0);

  const curl = new Curl();
  curl.setOpt('URL', `${origin}/redirect/1`);
  curl.setOpt('FOLLOWLOCATION', true);
  curl.on('end', (statusCode, data) => {
    console.log(statusCode, data.length > 0, curl.getInfo('TOTAL_TIME') > 0);
    curl.close();
  });
  curl.on('error', () => curl.close());
  curl.perform();
}

void main();
