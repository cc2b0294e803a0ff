exports.smoke = async (lib, url) => {
  const wrapper = new lib.CurlWrapper();
  const response = await wrapper.session({ timeout: 10_000 }).get(`${url}/bytes/100`);
  await wrapper.close();
  return response.body.length;
};
