const DEFAULT_PORTS: Readonly<Record<string, number>> = { 'http:': 80, 'https:': 443, 'ws:': 80, 'wss:': 443 };

/** The port of a URL: the explicit one, or the default of its scheme. */
export const portOf = ({ protocol, port }: URL): number => (port === '' ? DEFAULT_PORTS[protocol]! : Number(port));
