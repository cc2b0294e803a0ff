/**
 * Installing one package with all its dependencies, with an empty cache, on a busy machine: 2.2 to 3.1 s were measured
 * with npm, pnpm and yarn for the largest.
 */
export const INSTALL_SECONDS = 30;

/** kB of a tarball, and of the tar inside it: some 20 % more than measured, so that growth is a decision. */
const SIZES = {
  '@curlew/async': [440, 1700],
  '@curlew/core-native': [440, 2100],
  '@curlew/core-native-linux-x64': [4000, 10_000],
  '@curlew/multi': [16, 80],
  '@curlew/parallel': [310, 1200],
  '@curlew/pycurl-compat': [480, 2100],
  '@curlew/share': [8, 40],
};

export function checkLimits({ sizes }, report) {
  for (const [name, { packed, unpacked }] of Object.entries(sizes)) {
    const [mostPacked, mostUnpacked] = SIZES[name] ?? [];
    report.measure(`${name}, packed`, Math.round(packed / 1000), mostPacked, 'kB');
    report.measure(`${name}, unpacked`, Math.round(unpacked / 1000), mostUnpacked, 'kB');
  }
}
