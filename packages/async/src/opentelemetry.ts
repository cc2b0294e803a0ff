export { CurlewInstrumentation } from './opentelemetry/curlew-instrumentation.js';
export type { CurlewInstrumentationConfig } from './opentelemetry/config.js';
