// Known vulnerabilities of the pinned versions, from osv.dev, which collects those of all the libraries inside by
// commit.

const OSV = 'https://api.osv.dev/v1/querybatch';
const TIMEOUT_MS = 20_000;

/**
 * @param {{ name: string, commit: string }[]} pinned the commit of each pinned version
 * @param {string} [url]
 * @returns {Promise<{ ids: Record<string, string[]> } | { problem: string }>} the advisories of each library
 */
export async function readAdvisories(pinned, url = OSV) {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ queries: pinned.map(({ commit }) => ({ commit })) }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (!response.ok) throw new Error(`it answered ${response.status}`);
    const { results } = await response.json();
    if (results?.length !== pinned.length) throw new Error('it did not answer with a list of results');
    const idsOf = ({ vulns = [] }) => vulns.map(({ id }) => id).sort();
    return { ids: Object.fromEntries(pinned.map(({ name }, index) => [name, idsOf(results[index])])) };
  } catch (error) {
    return { problem: `${new URL(url).host}: ${error.cause?.code ?? error.message}` };
  }
}
