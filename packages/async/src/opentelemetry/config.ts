import type { Attributes, Span } from '@opentelemetry/api';
import type { InstrumentationConfig } from '@opentelemetry/instrumentation';
import type { AcurlError } from '../http/errors.js';
import type { Request } from '../http/request.js';
import type { Response } from '../http/response.js';

/** Options of the instrumentation. Each hook is called for each transfer; what it throws is logged, and harms nothing. */
export interface CurlewInstrumentationConfig extends InstrumentationConfig {
  /** Whether a request has no span, no metric and no `traceparent`. */
  ignoreRequest?: ((request: Request) => boolean) | undefined;
  /** Attributes for the span of a request, from its start on; a sampler sees them. */
  startAttributes?: ((request: Request) => Attributes) | undefined;
  /** Called when the span has begun. */
  onRequest?: ((span: Span, request: Request) => void) | undefined;
  /** Called when the response, or the failure, is there, before the span ends. */
  onResponse?: ((span: Span, outcome: Response | AcurlError) => void) | undefined;
  /** Only requests within another span have one. Default false. */
  requireParent?: boolean | undefined;
}
