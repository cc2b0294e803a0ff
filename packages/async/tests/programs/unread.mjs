// Leaves a response unread and ends by itself.
import { CurlWrapper } from '../../dist/index.js';

const response = await new CurlWrapper().session().fetch(process.argv[2]);
console.log(response.status);
