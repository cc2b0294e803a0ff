import {
  SpanKind,
  SpanStatusCode,
  context,
  createContextKey,
  propagation,
  trace,
  type Attributes,
  type DiagLogger,
  type Histogram,
  type Span,
  type TextMapSetter,
  type Tracer,
} from '@opentelemetry/api';
import { AcurlError } from '../http/errors.js';
import type { OutgoingHeaders } from '../http/outgoing-headers.js';
import type { Request } from '../http/request.js';
import type { DiagnosticsMessage, DiagnosticsStartMessage } from '../session/request/diagnostics.js';
import { errorTypeOf, peerAttributes, responseAttributes, spanAttributes, spanNameOf, targetAttributes } from './attributes.js';
import type { CurlewInstrumentationConfig } from './config.js';

/** The parts of the instrumentation that its observer uses; each may be replaced at any time. */
export interface Observed {
  readonly tracer: Tracer;
  readonly durations: Histogram;
  readonly config: CurlewInstrumentationConfig;
  readonly log: DiagLogger;
}

/** A transfer under way. */
interface Running {
  readonly span: Span;
  readonly target: Attributes;
  /** On the monotonic clock. */
  readonly start: number;
}

/** The SDK's context key for suppressing traces, which keeps an exporter's own requests from being traced. */
const SUPPRESSED = createContextKey('OpenTelemetry SDK Context Key SUPPRESS_TRACING');

const headerSetter: TextMapSetter<OutgoingHeaders> = { set: (headers, name, value) => headers.set(name, value) };

/** Turns the diagnostics messages about requests into spans and metrics. */
export class RequestObserver {
  readonly #observed: () => Observed;
  readonly #running = new WeakMap<Request, Running>();

  constructor(observed: () => Observed) {
    this.#observed = observed;
  }

  started({ request, resends, headers }: DiagnosticsStartMessage): void {
    const { tracer, config } = this.#observed();
    const parent = context.active();
    if (parent.getValue(SUPPRESSED) === true || this.#guard(() => config.ignoreRequest?.(request)) === true) return;
    if (config.requireParent === true && trace.getSpan(parent) === undefined) return;
    const target = targetAttributes(request);
    const own = this.#guard(() => config.startAttributes?.(request));
    const attributes = { ...target, ...spanAttributes(request, resends), ...own };
    const span = tracer.startSpan(spanNameOf(request), { kind: SpanKind.CLIENT, attributes }, parent);
    this.#running.set(request, { span, target, start: performance.now() });
    propagation.inject(trace.setSpan(parent, span), headers, headerSetter);
    this.#guard(() => config.onRequest?.(span, request));
  }

  ended({ request, response }: DiagnosticsMessage): void {
    const { config } = this.#observed();
    const running = this.#take(request);
    if (!running || !response) return;
    const attributes = responseAttributes(response);
    running.span.setAttributes({ ...attributes, ...peerAttributes(response) });
    if (response.statusCode >= 400) running.span.setStatus({ code: SpanStatusCode.ERROR });
    this.#guard(() => config.onResponse?.(running.span, response));
    this.#end(running, attributes);
  }

  failed({ request, error }: DiagnosticsMessage): void {
    const { config } = this.#observed();
    const running = this.#take(request);
    if (!running) return;
    const attributes = { 'error.type': errorTypeOf(error) };
    running.span.setAttributes(attributes);
    if (error instanceof Error) running.span.recordException(error);
    running.span.setStatus({ code: SpanStatusCode.ERROR, message: error instanceof Error ? error.message : String(error) });
    if (error instanceof AcurlError) this.#guard(() => config.onResponse?.(running.span, error));
    this.#end(running, attributes);
  }

  #take(request: Request): Running | undefined {
    const running = this.#running.get(request);
    this.#running.delete(request);
    return running;
  }

  #end({ span, target, start }: Running, attributes: Attributes): void {
    span.end();
    this.#observed().durations.record((performance.now() - start) / 1000, { ...target, ...attributes });
  }

  /** A hook of the configuration must not harm a request. */
  #guard<T>(hook: () => T): T | undefined {
    try {
      return hook();
    } catch (error) {
      this.#observed().log.error('a hook of the instrumentation has failed', error);
      return undefined;
    }
  }
}
