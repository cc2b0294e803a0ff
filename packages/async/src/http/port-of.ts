const DEFAULT_PORTS: Readonly<Record<string, number>> = { 'http:': 80, 'https:': 443, 'ws:': 80, 'wss:': 443 };

/** The port that a URL leads to, said or not. */
export const portOf = ({ protocol, port }: URL): number => (port === '' ? DEFAULT_PORTS[protocol]! : Number(port));
