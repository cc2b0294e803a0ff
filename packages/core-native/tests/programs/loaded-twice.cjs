// Loads the addon from two files, as two versions of the package in one program do.
const { copyFileSync, mkdtempSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

const [origin] = process.argv.slice(2);
const path = join(__dirname, '..', '..', 'native', 'build', 'Release', 'curlew.node');
const directory = mkdtempSync(join(tmpdir(), 'curlew-twice-'));
const copy = join(directory, 'curlew.node');
copyFileSync(path, copy);
const addons = [require(path), require(copy)];
rmSync(directory, { recursive: true });

const [URL, POSTFIELDS, SHARE] = [10002, 10015, 10100];
const easys = addons.map((addon) => new addon.Easy());
const multis = addons.map((addon) => new addon.Multi());
const shares = addons.map((addon) => new addon.Share());
const refusals = [multis[0].add(easys[1]), easys[0].setOpt(SHARE, shares[1])].map((status) =>
  status === -105 ? 'refused' : `took it: ${status}`,
);
const results = easys.map((easy) => {
  easy.setOpt(URL, `${origin}/echo`);
  easy.setOpt(POSTFIELDS, 'x');
  return easy.perform() === 0 && easy.takeBody().length > 0 ? 'ok' : easy.errorDetail();
});
for (const closable of [...easys, ...multis, ...shares]) closable.close();
console.log([...refusals, ...results].join(' '));
