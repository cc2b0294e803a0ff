exports.smoke = (lib, url) => {
  const multi = new lib.CurlMulti({ closeHandles: true });
  for (const size of [40, 60]) multi.addHandle(new lib.Easy().setOpt('URL', `${url}/bytes/${size}`));
  let bytes = 0;
  multi.run((easy, error) => (bytes += error ? 0 : easy.takeBody().length));
  multi.close();
  return bytes;
};
