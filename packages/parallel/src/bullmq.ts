// A separate entry point, so that BullMQ need not be installed by programs that do not use it.
export { FetchQueue, fetchQueue, type FetchJobHandler, type FetchQueueOptions } from './bullmq/fetch-queue.js';
export type { FetchResult } from './fetch-all/fetch-options.js';
export type { AllowedOption, FetchJobData, JobRules } from './bullmq/job-request.js';
