/** `it` for what holds on the event loop only; skipped when a suite runs with libcurl on a thread (on-a-thread.ts). */
export const itOnLoop = process.env.CURLEW_TEST_THREAD === '1' ? it.skip : it;
