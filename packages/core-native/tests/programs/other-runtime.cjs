// Prints what asynchronous and synchronous transfers come to in the runtime that it is told to be.
const { Easy, Multi } = require('../../dist/index.cjs');

if (process.argv[2]) Object.defineProperty(process.versions, process.argv[2], { value: '1.0' });
const multi = new Multi();
try {
  multi.attach({ onDone() {} });
} catch (error) {
  console.log(error.code, error.message);
}
const easy = new Easy().setOpt('URL', 'file:///dev/null');
easy.perform();
multi.addHandle(easy);
while (multi.perform() > 0) multi.poll(100);
console.log(multi.infoRead().messages.length);
