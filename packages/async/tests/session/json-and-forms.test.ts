import FormDataPackage from 'form-data';
import { FormData as UndiciFormData } from 'undici';
import * as v from 'valibot';
import { z } from 'zod';
import { SchemaError, isRepeatable } from '../../src/index.js';
import { origin, session } from './fixture.js';

interface Echo {
  method: string;
  headers: Record<string, string>;
  body: string;
}

const echo = async (options: object) => (await session.post(`${origin.http}/echo`, options)).json<Echo>();

describe('response.json', () => {
  it('accepts a schema, and has its type', async () => {
    const response = await session.get(`${origin.http}/echo`);
    const zod = await response.json(z.object({ method: z.literal('GET'), path: z.string().transform((path) => path.length) }));
    const path: number = zod.path;
    expect([zod.method, path]).toEqual(['GET', 5]);
    const valibot = await response.json(v.object({ method: v.string() }));
    expect(valibot).toEqual({ method: 'GET' });
  });

  it('reads the whole body of a stream', async () => {
    const response = await session.stream('GET', `${origin.http}/echo`);
    expect(await response.json(z.object({ method: z.string() }))).toEqual({ method: 'GET' });
  });

  it('rejects with the issues of the schema', async () => {
    const response = await session.get(`${origin.http}/echo`);
    const failure = response.json(z.object({ headers: z.object({ host: z.number() }), method: z.string() }));
    await expect(failure).rejects.toThrow(SchemaError);
    await expect(failure).rejects.toMatchObject({
      code: 'ERR_CURL_SCHEMA',
      kind: 'body',
      response,
      message: expect.stringMatching(/^the response does not fit the schema: headers\.host: .*number/),
    });
    await expect(response.json({} as never)).rejects.toThrow(/schema: expected a Standard Schema/);
    const silent = { '~standard': { version: 1, vendor: 'none', validate: () => undefined } };
    await expect(response.json(silent as never)).rejects.toThrow(/validate: expected an object with `value` or `issues`, got undefined/);
    await expect((await session.get(`${origin.http}/status/200`)).json(z.string())).rejects.toThrow(SyntaxError);
  });
});

describe('json', () => {
  it('respects toJSON and a replacer', async () => {
    expect((await echo({ json: { at: new Date(0) } })).body).toBe('{"at":"1970-01-01T00:00:00.000Z"}');
    const jsonReplacer = (_: string, value: unknown) => (typeof value === 'bigint' ? String(value) : value);
    expect((await echo({ json: { big: 5n }, jsonReplacer })).body).toBe('{"big":"5"}');
    expect((await echo({ json: { a: 1, b: 2 }, jsonReplacer: ['b'] })).body).toBe('{"b":2}');
  });

  it('names the part that cannot be sent', async () => {
    const circle: { self?: unknown } = {};
    circle.self = circle;
    await expect(echo({ json: circle })).rejects.toMatchObject({
      code: 'ERR_CURL_INVALID_ARG_TYPE',
      message: expect.stringContaining('json'),
    });
    await expect(echo({ json: 5n })).rejects.toThrow(/json: expected a value that JSON can express/);
    await expect(echo({ json: 1, jsonReplacer: 5 })).rejects.toThrow(/jsonReplacer: expected a function or an array of names/);
    const boom = new RangeError('boom');
    const json = {
      toJSON() {
        throw boom;
      },
    };
    await expect(echo({ json })).rejects.toBe(boom);
  });
});

describe('a form', () => {
  it('of undici is sent like Node’s own', async () => {
    const form = new UndiciFormData();
    form.append('field', 'value');
    form.append('file', new Blob(['content'], { type: 'text/plain' }), 'name.txt');
    const { headers, body } = await echo({ body: form });
    expect(headers['content-type']).toMatch(/^multipart\/form-data; boundary=/);
    expect(body).toContain('name="field"\r\n\r\nvalue');
    expect(body).toContain('name="file"; filename="name.txt"\r\nContent-Type: text/plain\r\n\r\ncontent');
    expect(isRepeatable(form as never)).toBe(true);
  });

  it('of form-data is sent with its boundary and length', async () => {
    const form = new FormDataPackage();
    form.append('field', 'value');
    form.append('file', Buffer.from('content'), { filename: 'name.txt' });
    const { headers, body } = await echo({ body: form });
    expect(headers['content-type']).toBe(`multipart/form-data; boundary=${form.getBoundary()}`);
    expect(headers['content-length']).toBe(String(body.length));
    expect(body).toContain('name="field"\r\n\r\nvalue');
    expect(body).toContain('content');
  });
});

describe('speed', () => {
  it.each([
    ['maxRecvSpeed', () => session.get(`${origin.http}/bytes/150000`, { maxRecvSpeed: 100_000 })],
    ['maxSendSpeed', () => session.post(`${origin.http}/echo`, { body: Buffer.alloc(150_000), maxSendSpeed: 100_000 })],
  ])('is limited by %s', async (_, send) => {
    const start = performance.now();
    await send();
    expect(performance.now() - start).toBeGreaterThan(300);
  });

  it('is a number of bytes per second', async () => {
    await expect(session.get(origin.http, { maxRecvSpeed: 0 })).rejects.toThrow(
      /maxRecvSpeed: expected a whole number of bytes per second from 1/,
    );
  });
});
