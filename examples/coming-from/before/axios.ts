import axios, { isAxiosError } from 'axios';

const origin = process.env.ORIGIN ?? 'https://example.com';
const client = axios.create({ baseURL: origin, timeout: 10_000 });
client.interceptors.request.use((config) => {
  config.headers.authorization = 'Bearer token';
  return config;
});

const form = new FormData();
form.set('name', 'Ada');
const { data } = await client.post<{ body: string }>('/echo', form, { onUploadProgress: () => {} });
console.log(data.body.includes('Ada'));

const error = await client.get('/status/404').catch((reason: unknown) => reason);
if (isAxiosError(error)) console.log(error.response?.status, false);
