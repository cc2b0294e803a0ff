import type { Attributes, Span } from '@opentelemetry/api';
import type { InstrumentationConfig } from '@opentelemetry/instrumentation';
import type { AcurlError } from '../http/errors.js';
import type { Request } from '../http/request.js';
import type { Response } from '../http/response.js';

/**
 * Options of the instrumentation. Each hook is called for each transfer; an error that it throws is logged and has no
 * other effect.
 */
export interface CurlewInstrumentationConfig extends InstrumentationConfig {
  /** Returns true for requests that are to have no span, no metric and no `traceparent`. Default: none. */
  ignoreRequest?: ((request: Request) => boolean) | undefined;
  /** Returns attributes for the span of a request; they are set at its start, so that samplers see them. */
  startAttributes?: ((request: Request) => Attributes) | undefined;
  /** Called when the span has begun. */
  onRequest?: ((span: Span, request: Request) => void) | undefined;
  /** Called with the response or the failure, before the span ends. */
  onResponse?: ((span: Span, outcome: Response | AcurlError) => void) | undefined;
  /** Create spans only for requests within another span. Default false. */
  requireParent?: boolean | undefined;
}
