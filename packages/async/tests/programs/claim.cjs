// Claims a file when it is told to, and says whether it has got it; holds it until its input ends.
const { BodyFile } = require('@curlew/async');

const target = process.argv[2];
process.stdin.once('data', () => {
  BodyFile.claim(target, { url: 'http://host/', resume: true }).then(
    (file) => {
      console.log('got');
      process.stdin.once('end', () => file.release());
    },
    (error) => console.log(error.code),
  );
});
console.log('ready');
