/**
 * The requests of this run, which run.mjs passes to every client in the environment.
 * @type {{ size: number, ca?: string, http?: '2' | '3', post?: number }}
 */
export const workload = JSON.parse(process.env.BENCH_WORKLOAD ?? '{"size":1024}');

/** The body of a POST, undefined for a GET. */
export const postBody = workload.post ? 'x'.repeat(workload.post) : undefined;

/** Whether libcurl is to have a thread of its own. */
export const thread = process.env.BENCH_THREAD === '1';

/**
 * One HTTP/2 connection for all requests: otherwise each run would begin with as many connections as concurrent
 * requests, and the spread of the requests over them would differ from run to run.
 */
const multiplexing = workload.http ? { PIPEWAIT: true } : {};

/** CURL_HTTP_VERSION_1_1, _2TLS and _3ONLY. */
const HTTP_VERSIONS = { 1.1: 2, 2: 4, 3: 31 };

/** The options of libcurl for this workload. */
export function curlOptions(url) {
  return {
    URL: url,
    ...(workload.ca ? { CAINFO: workload.ca, HTTP_VERSION: HTTP_VERSIONS[workload.http ?? '1.1'] } : {}),
    ...multiplexing,
    ...(postBody ? { POSTFIELDS: postBody } : {}),
  };
}

/** The options of a session for this workload. */
export const sessionOptions = workload.ca
  ? { ca: workload.ca, httpVersion: { 3: '3-only' }[workload.http] ?? workload.http ?? '1.1', curlOptions: multiplexing }
  : {};
