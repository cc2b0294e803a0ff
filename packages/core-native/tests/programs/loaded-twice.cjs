// Loads the package from two directories, as two versions of it in one program are, each with its own addon.
const { cpSync, mkdtempSync, rmSync, symlinkSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

const [origin] = process.argv.slice(2);
const home = join(__dirname, '..', '..');
const directory = mkdtempSync(join(tmpdir(), 'curlew-twice-'));
const addon = join('native', 'build', 'Release', 'curlew.node');
for (const path of ['package.json', 'dist', addon]) cpSync(join(home, path), join(directory, path), { recursive: true });
symlinkSync(join(home, 'node_modules'), join(directory, 'node_modules'));
const cores = [require(home), require(directory)];
rmSync(directory, { recursive: true });

const loaded = Object.keys(require.cache).filter((path) => path.endsWith('.node')).length;
const easys = cores.map(({ Easy }) => new Easy());
const multis = cores.map(({ Multi }) => new Multi());
const shares = cores.map(({ Share }) => new Share());
const refusal = (action) => {
  try {
    action();
    return 'took it';
  } catch (error) {
    return error instanceof TypeError ? 'refused' : String(error);
  }
};
const refusals = [() => multis[0].addHandle(easys[1]), () => easys[0].setOpt('SHARE', shares[1])].map(refusal);
const results = easys.map((easy) =>
  easy
    .setOpts({ URL: `${origin}/echo`, POSTFIELDS: 'x' })
    .perform()
    .takeBody().length > 0
    ? 'ok'
    : 'empty',
);
for (const closable of [...easys, ...multis, ...shares]) closable.close();
console.log([loaded, ...refusals, ...results].join(' '));
