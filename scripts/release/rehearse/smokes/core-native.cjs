exports.smoke = (lib, url) => {
  const easy = new lib.Easy().setOpts({ URL: `${url}/bytes/100`, TIMEOUT_MS: 5000 });
  easy.perform();
  const { length } = easy.takeBody();
  easy.close();
  return length;
};
