import { AsyncLocalStorage } from 'node:async_hooks';
import { ROOT_CONTEXT, SpanKind, SpanStatusCode, context, propagation, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator, suppressTracing } from '@opentelemetry/core';
import { AggregationTemporality, InMemoryMetricExporter, MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor, type ReadableSpan } from '@opentelemetry/sdk-trace-base';
import { startOrigin, type Origin } from '@curlew-internal/test-origin';
import { AcurlError, CurlWrapper, type Session } from '../src/index.js';
import { CurlewInstrumentation, type CurlewInstrumentationConfig } from '../src/opentelemetry.js';
import { closeServers, serve } from './serve.js';

const spans = new InMemorySpanExporter();
const tracers = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(spans)] });
const metrics = new InMemoryMetricExporter(AggregationTemporality.DELTA);
const reader = new PeriodicExportingMetricReader({ exporter: metrics, exportIntervalMillis: 3_600_000 });
const meters = new MeterProvider({ readers: [reader] });
const tracer = tracers.getTracer('test');

let origin: Origin;
let wrapper: CurlWrapper;
let session: Session;
let instrumentation: CurlewInstrumentation | undefined;

beforeAll(async () => {
  origin = await startOrigin();
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
});
afterAll(async () => {
  context.disable();
  propagation.disable();
  await Promise.all([origin.close(), meters.shutdown(), tracers.shutdown()]);
});
beforeEach(() => {
  wrapper = new CurlWrapper();
  session = wrapper.session();
});
afterEach(async () => {
  instrumentation?.disable();
  instrumentation = undefined;
  spans.reset();
  metrics.reset();
  closeServers();
  await wrapper.close();
});

function instrument(config?: CurlewInstrumentationConfig): CurlewInstrumentation {
  instrumentation = new CurlewInstrumentation(config);
  instrumentation.setTracerProvider(tracers);
  instrumentation.setMeterProvider(meters);
  return instrumentation;
}

interface Echo {
  headers: Record<string, string>;
}

const finished = (): ReadableSpan[] => spans.getFinishedSpans();

describe('a span', () => {
  it('has the attributes of the conventions, and the request has its traceparent', async () => {
    instrument();
    const url = `${origin.http}/echo?a=1&sig=secret`;
    const { headers } = (await session.get(url)).json<Echo>();
    const [span] = finished();
    const { traceId, spanId } = span!.spanContext();
    expect(headers.traceparent).toBe(`00-${traceId}-${spanId}-01`);
    expect(span).toMatchObject({ name: 'GET', kind: SpanKind.CLIENT, status: { code: SpanStatusCode.UNSET } });
    expect(span!.attributes).toEqual({
      'http.request.method': 'GET',
      'http.response.status_code': 200,
      'network.peer.address': '127.0.0.1',
      'network.protocol.version': '1.1',
      'server.address': '127.0.0.1',
      'server.port': Number(new URL(origin.http).port),
      'url.full': url.replace('secret', 'REDACTED'),
      'url.scheme': 'http',
    });
  });

  it('hides user and password, and does not contain unknown methods', async () => {
    instrument();
    await session.request('GET', origin.http.replace('//', '//me:secret@'));
    const url = await serve((_, response) => response.end());
    await session.request('LINK', url);
    expect(
      finished().map(({ name, attributes }) => [name, attributes['http.request.method'], attributes['http.request.method_original']]),
    ).toEqual([
      ['GET', 'GET', undefined],
      ['HTTP', '_OTHER', 'LINK'],
    ]);
    expect(finished()[0]!.attributes['url.full']).toContain('//REDACTED:REDACTED@');
  });

  it('is a child of the active span, also for concurrent requests', async () => {
    instrument();
    const storage = new AsyncLocalStorage<number>();
    const ask = (id: number) =>
      tracer.startActiveSpan(`parent ${id}`, (parent) =>
        storage.run(id, async () => {
          await session.get(`${origin.http}/delay/${10 * (5 - id)}`);
          await (await session.fetch(`${origin.http}/bytes/1`)).text();
          expect([storage.getStore(), trace.getActiveSpan()]).toEqual([id, parent]);
          parent.end();
        }),
      );
    await Promise.all([1, 2, 3, 4].map(ask));
    const parents = finished().filter(({ name }) => name.startsWith('parent'));
    for (const parent of parents) {
      const children = finished().filter(({ parentSpanContext }) => parentSpanContext?.spanId === parent.spanContext().spanId);
      expect(children).toHaveLength(2);
    }
    expect(finished()).toHaveLength(12);
  });

  it('is created for each retry and redirect, with its number', async () => {
    instrument();
    await session.get(`${origin.http}/redirect/2`);
    await session.get(`${origin.http}/flaky/otel/2`, { retry: { limit: 2, delay: () => 1 } });
    expect(finished().map(({ attributes }) => [attributes['http.response.status_code'], attributes['http.request.resend_count']])).toEqual([
      [302, undefined],
      [302, 1],
      [200, 2],
      [503, undefined],
      [503, 1],
      [200, 2],
    ]);
  });

  it('is an error for a status of 400 or more and for a failure', async () => {
    instrument();
    await session.get(`${origin.http}/status/404`);
    await expect(session.get(origin.refused)).rejects.toThrow();
    await expect(session.get(`${origin.http}/stall`, { signal: AbortSignal.timeout(30) })).rejects.toThrow();
    expect(finished().map(({ status, attributes }) => [status.code, attributes['error.type']])).toEqual([
      [SpanStatusCode.ERROR, '404'],
      [SpanStatusCode.ERROR, 'CURLE_COULDNT_CONNECT'],
      [SpanStatusCode.ERROR, 'TimeoutError'],
    ]);
    expect(finished()[1]!.events[0]!.name).toBe('exception');
  });

  it('is created for streams and WebSockets too', async () => {
    instrument();
    await (await session.stream('GET', `${origin.http}/bytes/1`)).bytes();
    await (await session.ws(`${origin.http.replace('http', 'ws')}/greet`)).close();
    expect(finished().map(({ attributes }) => [attributes['url.scheme'], attributes['http.response.status_code']])).toEqual([
      ['http', 200],
      ['ws', 101],
    ]);
  });

  it('is not created when tracing is suppressed, ignored, disabled, or lacks a required parent', async () => {
    const own = instrument({ ignoreRequest: ({ url }) => url.endsWith('/ignored'), requireParent: true });
    const parent = trace.setSpan(ROOT_CONTEXT, tracer.startSpan('parent'));
    const ask = (path = '/echo') => session.get(origin.http + path);
    await context.with(suppressTracing(parent), () => ask());
    await context.with(parent, () => ask('/ignored'));
    const { headers } = (await ask()).json<Echo>();
    expect(headers).not.toHaveProperty('traceparent');
    expect(finished()).toEqual([]);
    await context.with(parent, () => ask());
    expect(finished()).toHaveLength(1);
    own.disable();
    await context.with(parent, () => ask());
    expect(finished()).toHaveLength(1);
    own.enable();
    own.enable();
    await context.with(parent, () => ask());
    expect(finished()).toHaveLength(2);
  });

  it('is passed to hooks, whose errors have no effect', async () => {
    const outcomes: unknown[] = [];
    const own = instrument({
      startAttributes: () => ({ team: 'a' }),
      onRequest: (span, request) => span.setAttribute('asked', request.method),
      onResponse: (span, outcome) => {
        outcomes.push(outcome instanceof AcurlError ? outcome.code : outcome.statusCode);
        span.setAttribute('answered', true);
      },
    });
    await session.get(`${origin.http}/bytes/1`);
    await expect(session.get(origin.refused)).rejects.toThrow();
    expect(finished().map(({ attributes }) => [attributes.team, attributes.asked, attributes.answered])).toEqual([
      ['a', 'GET', true],
      ['a', 'GET', true],
    ]);
    expect(outcomes).toEqual([200, 'CURLE_COULDNT_CONNECT']);
    own.setConfig({
      onRequest: () => {
        throw new Error('boom');
      },
    });
    expect((await session.get(`${origin.http}/bytes/1`)).ok).toBe(true);
    expect(finished()).toHaveLength(3);
  });
});

describe('the metric', () => {
  it('records the duration of each transfer, with few attributes', async () => {
    instrument();
    // Those of the tests before.
    await reader.forceFlush();
    metrics.reset();
    await session.get(`${origin.http}/delay/50?id=1`);
    await session.get(`${origin.http}/delay/50?id=2`);
    await expect(session.get(origin.refused)).rejects.toThrow();
    await reader.forceFlush();
    const [metric] = metrics.getMetrics()[0]!.scopeMetrics[0]!.metrics;
    expect(metric!.descriptor).toMatchObject({ name: 'http.client.request.duration', unit: 's' });
    const points = metric!.dataPoints as { attributes: object; value: { count: number; sum: number; buckets: { boundaries: number[] } } }[];
    expect(points.map(({ attributes, value }) => [attributes, value.count])).toEqual([
      [
        {
          'http.request.method': 'GET',
          'http.response.status_code': 200,
          'network.protocol.version': '1.1',
          'server.address': '127.0.0.1',
          'server.port': Number(new URL(origin.http).port),
          'url.scheme': 'http',
        },
        2,
      ],
      [
        {
          'error.type': 'CURLE_COULDNT_CONNECT',
          'http.request.method': 'GET',
          'server.address': '127.0.0.1',
          'server.port': 1,
          'url.scheme': 'http',
        },
        1,
      ],
    ]);
    expect(points[0]!.value.sum).toBeGreaterThan(0.09);
    expect(points[0]!.value.buckets.boundaries[0]).toBe(0.005);
  });
});
