package io.asyncorm.autoconfigure.observation;

import java.util.Objects;

import io.micrometer.observation.Observation;
import io.micrometer.tracing.Link;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.handler.TracingObservationHandler;

/**
 * Makes the spans of merged statements. As a statement belongs to the traces of all of
 * its callers, its span is in none of them, and has links to their spans. Thread-safe.
 */
final class MergedStatementSpans implements TracingObservationHandler<MergedStatementContext> {

	private final Tracer tracer;

	MergedStatementSpans(Tracer tracer) {
		this.tracer = tracer;
	}

	@Override
	public boolean supportsContext(Observation.Context context) {
		return context instanceof MergedStatementContext;
	}

	@Override
	public Tracer getTracer() {
		return this.tracer;
	}

	@Override
	public void onStart(MergedStatementContext context) {
		Span.Builder builder = this.tracer.spanBuilder().setNoParent().name(getSpanName(context));
		context.getCallers()
			.stream()
			.map((caller) -> caller.<TracingContext>get(TracingContext.class))
			.filter(Objects::nonNull)
			.map(TracingContext::getSpan)
			.filter(Objects::nonNull)
			.forEach((span) -> builder.addLink(new Link(span)));
		getTracingContext(context).setSpan(builder.start());
	}

	@Override
	public void onStop(MergedStatementContext context) {
		Span span = getRequiredSpan(context);
		span.name(getSpanName(context));
		tagSpan(context, span);
		endSpan(context, span);
	}

}
