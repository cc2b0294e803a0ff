import { LockData, threadSafeLockData } from '../src/index.js';

describe('LockData', () => {
  it("has libcurl's numbers, each once", () => {
    expect(LockData).toMatchObject({ COOKIE: 2, DNS: 3, SSL_SESSION: 4, CONNECT: 5, PSL: 6, HSTS: 7 });
    expect(new Set(Object.values(LockData)).size).toBe(6);
  });

  it('allows between threads what libcurl documents as safe', () => {
    expect([...threadSafeLockData].sort()).toEqual(['DNS', 'PSL', 'SSL_SESSION']);
  });
});
