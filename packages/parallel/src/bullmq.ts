// An entry point of its own: who has no BullMQ installs none.
export { FetchQueue, fetchQueue, type FetchJobHandler, type FetchQueueOptions } from './bullmq/fetch-queue.js';
export type { FetchResult } from './fetch-all/fetch-options.js';
export type { AllowedOption, FetchJobData, JobRules } from './bullmq/job-request.js';
