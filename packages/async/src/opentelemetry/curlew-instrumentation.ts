import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { ValueType, type Histogram } from '@opentelemetry/api';
import { InstrumentationBase } from '@opentelemetry/instrumentation';
import packageJson from '../../package.json' with { type: 'json' };
import type { DiagnosticsMessage, DiagnosticsStartMessage } from '../session/request/diagnostics.js';
import type { CurlewInstrumentationConfig } from './config.js';
import { RequestObserver } from './request-observer.js';

/** The boundaries that the conventions recommend, in seconds. */
const BOUNDARIES = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];

type Listener = (message: unknown) => void;

/**
 * OpenTelemetry for the requests of sessions, by the stable semantic conventions for HTTP: a client span for each
 * transfer, retries and redirects with their `http.request.resend_count`; the metric `http.client.request.duration`;
 * and `traceparent`, or whatever the propagator sets, in the headers.
 *
 * @example
 * registerInstrumentations({ instrumentations: [new CurlewInstrumentation()] });
 */
export class CurlewInstrumentation extends InstrumentationBase<CurlewInstrumentationConfig> {
  // `declare`, because the base constructor calls the methods below before field initialisers of this class would run.
  /** @internal */
  declare protected durations: Histogram;
  /** @internal */
  declare protected listeners: ReadonlyMap<string, Listener> | undefined;

  constructor(config: CurlewInstrumentationConfig = {}) {
    super('@curlew/async', packageJson.version, config);
  }

  /** There is no module to patch. @internal */
  protected override init(): undefined {
    return undefined;
  }

  /** Listens to the sessions of this process. The constructor does so, unless its `enabled` is false. */
  override enable(): void {
    super.enable();
    if (this.listeners !== undefined) return;
    const observer = new RequestObserver(() => ({
      tracer: this.tracer,
      durations: this.durations,
      config: this.getConfig(),
      log: this._diag,
    }));
    this.listeners = new Map<string, Listener>([
      ['curlew:request:start', (message) => observer.started(message as DiagnosticsStartMessage)],
      ['curlew:request:end', (message) => observer.ended(message as DiagnosticsMessage)],
      ['curlew:request:error', (message) => observer.failed(message as DiagnosticsMessage)],
    ]);
    for (const [name, listener] of this.listeners) subscribe(name, listener);
  }

  /** Stops listening. The spans of running transfers are not ended. */
  override disable(): void {
    super.disable();
    for (const [name, listener] of this.listeners ?? []) unsubscribe(name, listener);
    this.listeners = undefined;
  }

  /** @internal */
  override _updateMetricInstruments(): void {
    this.durations = this.meter.createHistogram('http.client.request.duration', {
      description: 'Duration of HTTP client requests.',
      unit: 's',
      valueType: ValueType.DOUBLE,
      advice: { explicitBucketBoundaries: BOUNDARIES },
    });
  }
}
