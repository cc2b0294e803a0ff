exports.smoke = (lib, url) => {
  const share = new lib.CurlShare().share('COOKIE', 'CONNECT');
  const easy = new lib.Easy().setOpts({ URL: `${url}/bytes/100`, SHARE: share });
  const { length } = easy.perform().takeBody();
  share.close();
  return length;
};
