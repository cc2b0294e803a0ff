exports.smoke = async (lib, url) => {
  let bytes = 0;
  for await (const { response } of lib.fetchAll([`${url}/bytes/40`, `${url}/bytes/60`], { timeout: 10_000 }))
    bytes += response?.body.length ?? 0;
  return bytes;
};
