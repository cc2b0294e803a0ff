const origin = process.env.ORIGIN ?? 'https://example.com';

const response = await fetch(`${origin}/echo`, {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ hello: 'world' }),
  signal: AbortSignal.timeout(10_000),
});
if (!response.ok) throw new Error(`status ${response.status}`);
const { body } = (await response.json()) as { body: string };
console.log(response.status, body);
