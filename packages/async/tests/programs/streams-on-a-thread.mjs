// Reads the streamed bodies of COUNT transfers on a thread to their ends, one after another: URL COUNT. Nothing else
// keeps the program alive. Prints the number of bytes.
import { CurlWrapper } from '../../dist/index.js';

const [url, count] = process.argv.slice(2);
const session = new CurlWrapper({ thread: true }).session();
let bytes = 0;
for (let index = 0; index < Number(count); index++)
  for await (const chunk of (await session.stream('GET', url)).stream) bytes += chunk.length;
console.log(bytes);
