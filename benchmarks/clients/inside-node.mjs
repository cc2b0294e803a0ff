// node inside-node.mjs ADDON URL COUNT CONCURRENCY: see ../c/inside-node.c.
import { createRequire } from 'node:module';

const [addon, ...rest] = process.argv.slice(2);
createRequire(import.meta.url)(addon)(...rest);
