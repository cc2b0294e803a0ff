// A program that uses AsyncCurlMulti or a session, closes nothing, and ends. Prints the events that it saw.
import { AsyncCurlMulti, CurlWrapper, Easy } from '@curlew/async';

const [origin, how] = process.argv.slice(2);
const easyFor = (path) => new Easy().setOpt('URL', `${origin}${path}`);
process.on('exit', () => console.log('exit'));

const programs = {
  // Made, set up, and forgotten.
  idle: () => {
    new AsyncCurlMulti().setOpt('MAXCONNECTS', 5);
    new CurlWrapper().session();
  },
  pending: () => {
    const multi = new AsyncCurlMulti();
    multi.addHandle(easyFor('/delay/200/3')).then(() => console.log('done'));
  },
  session: async () => {
    const session = new CurlWrapper().session();
    console.log((await session.get(`${origin}/delay/100/3`)).body.length);
  },
  cancelled: async () => {
    const multi = new AsyncCurlMulti();
    multi.addHandle(easyFor('/stall')).cancel();
    multi.addHandle(easyFor('/stall'));
    await multi.aclose();
  },
  unhandled: () => void new AsyncCurlMulti().addHandle(new Easy().setOpt('URL', 'http://127.0.0.1:1/')),
  exit: () => {
    const wrapper = new CurlWrapper();
    for (let index = 0; index < 20; index++) void wrapper.session().get(`${origin}/redirect/5`);
    setTimeout(() => process.exit(3), 5);
  },
};
await programs[how]();
