exports.smoke = (lib, url) => {
  const buffer = new lib.BytesIO();
  const c = new lib.Curl();
  c.setopt(c.URL, `${url}/bytes/100`);
  c.setopt(c.WRITEDATA, buffer);
  c.perform();
  c.close();
  return buffer.getvalue().length;
};
