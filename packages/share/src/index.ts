export { LockData, threadSafeLockData, type LockDataName } from './lock-data.js';
