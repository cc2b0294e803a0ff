/**
 * The rows of `npm run bench`: what is asked for, how often, and how many at a time; `warmup` requests before are not
 * measured. `slow` uses an origin that answers after some seconds, so that many requests are open at once; `caddy` uses
 * one for HTTP/3.
 */
export const workloads = {
  '1 KiB': { path: '/1k', size: 1024, count: 20_000, warmup: 5_000, concurrency: 50 },
  '1 KiB, one at a time': { path: '/1k', size: 1024, count: 10_000, warmup: 3_000, concurrency: 1 },
  '1 KiB, 1,000 at a time': { path: '/1k', size: 1024, count: 20_000, warmup: 5_000, concurrency: 1_000 },
  '1 KiB over TLS': { path: '/1k', size: 1024, count: 20_000, warmup: 5_000, concurrency: 50, tls: true },
  '1 KiB over HTTP/2': { path: '/1k', size: 1024, count: 20_000, warmup: 5_000, concurrency: 50, tls: true, http: '2' },
  '64 KiB': { path: '/64k', size: 64 * 1024, count: 10_000, warmup: 2_000, concurrency: 50 },
  '1 MiB': { path: '/1m', size: 1024 * 1024, count: 1_000, warmup: 200, concurrency: 50 },
  'POST of 1 KiB': { path: '/post', size: 2, count: 20_000, warmup: 5_000, concurrency: 50, post: 1024 },
  '1 KiB over HTTP/3': { path: '/1k', size: 1024, count: 10_000, warmup: 2_000, concurrency: 50, tls: true, http: '3' },
  '1 MiB over HTTP/3': { path: '/1m', size: 1024 * 1024, count: 300, warmup: 50, concurrency: 10, tls: true, http: '3' },
  '10,000 at once': { path: '/delay/4000/1000', size: 1000, count: 10_000, warmup: 0, concurrency: 10_000, slow: true },
};
