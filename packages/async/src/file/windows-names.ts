/** Names that stand for devices in every directory, with any extension. */
const DEVICE = /^(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[\d\u00b9\u00b2\u00b3])(?= *(\.|$))/i;

/** `a:b` is a stream of the file `a`; the others are refused by Windows itself. */
// eslint-disable-next-line no-control-regex
const FORBIDDEN = /[\0-\x1f<>:"|?*]/;

/**
 * Whether the name of a file stands for a device on Windows, such as `NUL` or `con.txt`.
 * @internal
 */
export const isWindowsDevice = (name: string): boolean => DEVICE.test(name);

/**
 * Whether Windows would make anything but a usual file of a name. Node gives Windows paths that it takes literally, so
 * files called `NUL` or `a.` come into being, which most programs can neither open nor delete.
 */
export const isWrongOnWindows = (name: string): boolean => FORBIDDEN.test(name) || /[. ]$/.test(name) || isWindowsDevice(name);
