import { main } from './port/command.js';

process.exitCode = main(process.argv.slice(2), { stdout: process.stdout, stderr: process.stderr });
