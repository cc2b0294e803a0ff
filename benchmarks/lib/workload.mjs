/**
 * The requests of this run, which run.mjs passes to every client in the environment.
 * @type {{ size: number, ca?: string, http2?: boolean, post?: number }}
 */
export const workload = JSON.parse(process.env.BENCH_WORKLOAD ?? '{"size":1024}');

/** The body of a POST, undefined for a GET. */
export const postBody = workload.post ? 'x'.repeat(workload.post) : undefined;

/**
 * One HTTP/2 connection for all: without this each run would begin with as many as there are requests at a time, and the
 * requests would be spread over more or fewer of them from run to run.
 */
export const multiplexing = workload.http2 ? { PIPEWAIT: true } : {};

/** libcurl's options for it. */
export function curlOptions(url) {
  return {
    URL: url,
    ...(workload.ca ? { CAINFO: workload.ca, HTTP_VERSION: workload.http2 ? 4 : 2 } : {}),
    ...multiplexing,
    ...(postBody ? { POSTFIELDS: postBody } : {}),
  };
}

/** A session's options for it. */
export const sessionOptions = workload.ca ? { ca: workload.ca, httpVersion: workload.http2 ? '2' : '1.1', curlOptions: multiplexing } : {};
