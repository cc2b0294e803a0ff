/**
 * The requests of this run, which run.mjs passes to every client in the environment.
 * @type {{ size: number, ca?: string, http?: '2' | '3', post?: number }}
 */
export const workload = JSON.parse(process.env.BENCH_WORKLOAD ?? '{"size":1024}');

/** The body of a POST, undefined for a GET. */
export const postBody = workload.post ? 'x'.repeat(workload.post) : undefined;

/**
 * One HTTP/2 connection for all: without this each run would begin with as many as there are requests at a time, and the
 * requests would be spread over more or fewer of them from run to run.
 */
const multiplexing = workload.http ? { PIPEWAIT: true } : {};

/** CURL_HTTP_VERSION_1_1, _2TLS and _3ONLY. */
const HTTP_VERSIONS = { 1.1: 2, 2: 4, 3: 31 };

/** libcurl's options for it. */
export function curlOptions(url) {
  return {
    URL: url,
    ...(workload.ca ? { CAINFO: workload.ca, HTTP_VERSION: HTTP_VERSIONS[workload.http ?? '1.1'] } : {}),
    ...multiplexing,
    ...(postBody ? { POSTFIELDS: postBody } : {}),
  };
}

/** A session's options for it. */
export const sessionOptions = workload.ca
  ? { ca: workload.ca, httpVersion: { 3: '3-only' }[workload.http] ?? workload.http ?? '1.1', curlOptions: multiplexing }
  : {};
