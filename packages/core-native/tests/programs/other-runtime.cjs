// Prints the outcomes of transfers in a runtime without libuv: ORIGIN, and the runtime that Node is to pretend to be.
const { Easy, Multi } = require('../../dist/index.cjs');

const [origin, pretended] = process.argv.slice(2);
if (pretended) Object.defineProperty(process.versions, pretended, { value: '1.0' });

function blocking() {
  const multi = new Multi();
  try {
    multi.attach({ onDone() {} }, { thread: false });
  } catch (error) {
    console.log(error.code, error.message);
  }
  const easy = new Easy().setOpt('URL', 'file:///dev/null');
  easy.perform();
  multi.addHandle(easy);
  while (multi.perform() > 0) multi.poll(100);
  console.log('blocking', multi.infoRead().messages.length);
  multi.close();
}

function asynchronous() {
  let left = 20;
  let bytes = 0;
  const onDone = (easy, code) => {
    bytes += code === 0 ? easy.takeBody().length : 0;
    if (--left > 0) return;
    console.log('asynchronous', bytes);
    multi.close();
  };
  const multi = new Multi().attach({ onDone });
  const called = new Easy().setOpts({ URL: `${origin}/bytes/0`, WRITEFUNCTION: () => {} });
  try {
    multi.addHandle(called);
  } catch (error) {
    console.log(error.code, error.message);
  }
  called.setOpt('WRITEFUNCTION', null);
  multi.addHandle(called);
  for (let index = 1; index < left; index++) multi.addHandle(new Easy().setOpt('URL', `${origin}/bytes/${index * 1000}`));
}

blocking();
asynchronous();
