// Blocks in select until a signal comes, from another process; prints what select answered and how long it took.
import { spawn } from 'node:child_process';
import { CurlMulti, Easy } from '@curlew/multi';

const multi = new CurlMulti();
multi.addHandle(new Easy().setOpt('URL', process.argv[2]));
// Until the request is out, libcurl also waits for writing, which is ready at once.
for (let [read, write] = [[], []]; read.length === 0 || write.length > 0; [read, write] = multi.fdset()) {
  multi.perform();
  multi.poll(0.01);
}
process.on('SIGUSR2', () => {});
// More than once: on a busy machine the first one may come before select. It ends when this process has ended.
const node = process.env.CURLEW_TEST_NODE ?? process.execPath;
spawn(node, ['-e', `setInterval(() => process.kill(${process.pid}, 'SIGUSR2'), 200)`], { stdio: 'ignore' });
const start = performance.now();
const answer = multi.select(20);
console.log(JSON.stringify({ answer, ms: performance.now() - start }));
process.exit();
