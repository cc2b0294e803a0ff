// Starts child processes while transfers run, and looks whether they inherit libcurl's sockets.
import { execFile, execFileSync, fork } from 'node:child_process';
import { Easy, Multi } from '@curlew/core-native';

// Under an emulator a program of that system is started by a script.
if (process.env.CURLEW_TEST_NODE) process.execPath = process.env.CURLEW_TEST_NODE;

if (process.send) {
  process.send('alive', () => process.disconnect());
} else {
  const [origin] = process.argv.slice(2);
  let done = 0;
  const finished = new Promise((resolve) => {
    const multi = new Multi().attach({
      onDone: (easy, code) => {
        done += code === 0 && easy.takeBody().length === 5 ? 1 : 0;
        easy.close();
        if (done === 20) resolve(multi.close());
      },
    });
    for (let index = 0; index < 20; index++) multi.addHandle(new Easy().setOpt('URL', `${origin}/delay/${300 + 10 * index}/5`));
  });
  await new Promise((resolve) => setTimeout(resolve, 100));
  const port = new URL(origin).port;
  const isTransfer = `const net=require('fs').readFileSync('/proc/net/tcp','utf8');const hex=Number(${port}).toString(16).toUpperCase().padStart(4,'0');
    const inodes=new Set(net.split('\\n').filter((l)=>l.includes(':'+hex+' ')).map((l)=>l.trim().split(/\\s+/)[9]));
    console.log(require('fs').readdirSync('/proc/self/fd').filter((f)=>{try{return inodes.has(/socket:\\[(\\d+)\\]/.exec(require('fs').readlinkSync('/proc/self/fd/'+f))?.[1])}catch{return false}}).length)`;
  const inherited = Number(execFileSync(process.execPath, ['-e', isTransfer], { encoding: 'utf8' }));
  const children = [];
  for (let index = 0; index < 3; index++) {
    const child = fork(process.argv[1], [origin]);
    children.push(new Promise((resolve) => child.once('message', () => child.once('exit', resolve))));
    children.push(new Promise((resolve) => execFile('true', resolve)));
  }
  const ended = await Promise.all(children);
  await finished;
  console.log(`done ${done}, children ${ended.length}, sockets inherited ${inherited}`);
}
