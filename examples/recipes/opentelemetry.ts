// OpenTelemetry: a client span for each transfer, and a `traceparent` for the server.
import { context, propagation, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { registerInstrumentations } from '@opentelemetry/instrumentation';
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { CurlewInstrumentation } from '@curlew/async/opentelemetry';
import { CurlWrapper } from '@curlew/async';

// An SDK for Node does this itself.
const exporter = new InMemorySpanExporter();
const tracerProvider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
propagation.setGlobalPropagator(new W3CTraceContextPropagator());
trace.setGlobalTracerProvider(tracerProvider);

registerInstrumentations({
  tracerProvider,
  instrumentations: [new CurlewInstrumentation({ ignoreRequest: ({ url }) => url.endsWith('/health') })],
});

const origin = process.env.ORIGIN ?? 'https://example.com';
await using wrapper = new CurlWrapper();
const session = wrapper.session({ baseUrl: origin });
const echo = await trace.getTracer('shop').startActiveSpan('order', async (span) => {
  const response = await session.get('/echo');
  span.end();
  return response.json<{ headers: Record<string, string> }>();
});
await session.get('/health');

const [client, order] = exporter.getFinishedSpans();
console.log(client!.name, client!.attributes['http.response.status_code'], order!.name);
console.log(echo.headers.traceparent?.split('-')[1] === order!.spanContext().traceId);
