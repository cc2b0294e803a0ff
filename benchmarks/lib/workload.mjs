/**
 * What each request of this run is, as run.mjs has it in the environment of every client.
 * @type {{ size: number, ca?: string, http2?: boolean, post?: number }}
 */
export const workload = JSON.parse(process.env.BENCH_WORKLOAD ?? '{"size":1024}');

/** The body of a POST, undefined for a GET. */
export const postBody = workload.post ? 'x'.repeat(workload.post) : undefined;

/** libcurl's options for it. */
export function curlOptions(url) {
  return {
    URL: url,
    ...(workload.ca ? { CAINFO: workload.ca, HTTP_VERSION: workload.http2 ? 4 : 2 } : {}),
    ...(postBody ? { POSTFIELDS: postBody } : {}),
  };
}
