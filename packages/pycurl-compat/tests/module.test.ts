import { constants, versionInfo } from '@curlew/core-native';
import { constantSymbols } from '../src/generated/constant-symbols.js';
import { easy_strerror, multi_strerror, pycurl, version, version_info } from '../src/index.js';

describe('the pycurl module', () => {
  it("has pycurl's constants with libcurl's values", () => {
    for (const [name, symbol] of Object.entries(constantSymbols)) {
      expect(typeof pycurl[name as keyof typeof pycurl]).toBe('number');
      expect(pycurl[name as keyof typeof pycurl]).toBe(constants[symbol as keyof typeof constants]);
    }
    expect(Object.keys(constantSymbols).length).toBeGreaterThan(740);
  });

  it("maps pycurl's irregular names", () => {
    expect(pycurl.FILE).toBe(constants.CURLOPT_WRITEDATA);
    expect(pycurl.HTTP_CODE).toBe(constants.CURLINFO_RESPONSE_CODE);
    expect(pycurl.POSTFIELDSIZE).toBe(constants.CURLOPT_POSTFIELDSIZE_LARGE);
    expect(pycurl.E_COULDNT_CONNECT).toBe(7);
  });

  it('has the infos that pycurl 7.48 adds, with values', () => {
    using c = new pycurl.Curl();
    const infos = [
      pycurl.SCHEME,
      pycurl.INFO_REFERER,
      pycurl.RETRY_AFTER,
      pycurl.PROXY_ERROR,
      pycurl.USED_PROXY,
      pycurl.CONN_ID,
      pycurl.XFER_ID,
    ];
    expect(infos.map((info) => c.getinfo(info))).toEqual([null, null, 0, 0, 0, -1, -1]);
    expect([pycurl.SIZE_DELIVERED, pycurl.PROXY_SSL_VERIFYRESULT].map((info) => c.getinfo(info))).toEqual([0, 0]);
  });

  it('types each constant as a literal', () => {
    const seven: 7 = pycurl.E_COULDNT_CONNECT;
    expect(seven).toBe(7);
  });

  it('has the versions and texts of pycurl', () => {
    expect(version_info()).toHaveLength(12);
    expect(version_info()[1]).toBe(versionInfo().version);
    expect(version_info()[8]).toContain('https');
    expect(version).toContain(`libcurl/${versionInfo().version}`);
    expect(easy_strerror(7)).toMatch(/connect/i);
    expect(multi_strerror(1)).toMatch(/handle/i);
    expect(() => easy_strerror('7' as never)).toThrow(TypeError);
  });

  it('reports an option that libcurl was built without as unknown', () => {
    using c = new pycurl.Curl();
    let thrown: InstanceType<typeof pycurl.error> | undefined;
    try {
      c.setopt(pycurl.GSSAPI_DELEGATION, 1);
    } catch (failure) {
      thrown = failure as typeof thrown;
    }
    // A libcurl of the system may have it.
    if (versionInfo().featureNames.includes('GSS-API')) return;
    expect(thrown!.args).toEqual([pycurl.E_UNKNOWN_OPTION, easy_strerror(pycurl.E_UNKNOWN_OPTION)]);
    expect((thrown!.cause as Error).message).toContain('GSSAPI_DELEGATION is not built into this libcurl');
  });

  it('cannot be changed', () => {
    expect(Object.isFrozen(pycurl)).toBe(true);
  });
});
