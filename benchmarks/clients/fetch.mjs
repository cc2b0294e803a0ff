import { measure, url } from '../lib/measure.mjs';

await measure(async () => (await (await fetch(url)).arrayBuffer()).byteLength);
