// Writing a body to a file; @curlew/parallel uses it too.
export { BodyFile } from './body-file.js';
export { FileInUseError } from './file-lock.js';
export { contentRangeOf, isWhole, judgeResumed, lengthOf, validatorOf, type Answer, type Earlier } from './answer.js';
export { isWindowsDevice } from './windows-names.js';
