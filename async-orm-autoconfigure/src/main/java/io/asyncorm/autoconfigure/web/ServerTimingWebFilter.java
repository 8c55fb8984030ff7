package io.asyncorm.autoconfigure.web;

import io.asyncorm.async.MeteredCode;
import io.asyncorm.plan.StatementMeter;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxOperator;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoOperator;
import reactor.util.context.Context;

import org.springframework.core.Ordered;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * Counts the statements of a request, and says so in its response, before that is
 * committed. It counts what is called where the request is handled: when it is
 * subscribed, and when its body has come. On other threads Reactor has to carry the
 * meter, which is in its context.
 */
final class ServerTimingWebFilter implements WebFilter, Ordered {

	/** By which the meter is known in Reactor's context, and to what carries that. */
	static final String KEY = StatementMeter.class.getName();

	/** Outside of those that may send statements, such as who looks up a user. */
	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE + 10;
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		StatementMeter meter = new StatementMeter();
		exchange.getResponse().beforeCommit(() -> {
			exchange.getResponse().getHeaders().add(ServerTiming.HEADER, ServerTiming.value(meter));
			return Mono.empty();
		});
		ServerWebExchange metered = exchange.mutate().request(new MeteredRequest(exchange.getRequest(), meter)).build();
		return new MeteredHandling(chain.filter(metered), meter).contextWrite(Context.of(KEY, meter));
	}

	private static final class MeteredHandling extends MonoOperator<Void, Void> {

		private final StatementMeter meter;

		MeteredHandling(Mono<Void> handling, StatementMeter meter) {
			super(handling);
			this.meter = meter;
		}

		@Override
		public void subscribe(CoreSubscriber<? super Void> subscriber) {
			MeteredCode.run(this.meter, () -> this.source.subscribe(subscriber));
		}

	}

	/** Its body comes on other threads, or later, and is what handlers wait for. */
	private static final class MeteredRequest extends ServerHttpRequestDecorator {

		private final StatementMeter meter;

		MeteredRequest(ServerHttpRequest request, StatementMeter meter) {
			super(request);
			this.meter = meter;
		}

		@Override
		public Flux<DataBuffer> getBody() {
			return new MeteredBody(super.getBody(), this.meter);
		}

	}

	private static final class MeteredBody extends FluxOperator<DataBuffer, DataBuffer> {

		private final StatementMeter meter;

		MeteredBody(Flux<DataBuffer> body, StatementMeter meter) {
			super(body);
			this.meter = meter;
		}

		@Override
		public void subscribe(CoreSubscriber<? super DataBuffer> subscriber) {
			this.source.subscribe(new MeteredSubscriber(subscriber, this.meter));
		}

	}

	private record MeteredSubscriber(CoreSubscriber<? super DataBuffer> subscriber,
			StatementMeter meter) implements CoreSubscriber<DataBuffer> {

		@Override
		public Context currentContext() {
			return this.subscriber.currentContext();
		}

		@Override
		public void onSubscribe(Subscription subscription) {
			MeteredCode.run(this.meter, () -> this.subscriber.onSubscribe(subscription));
		}

		@Override
		public void onNext(DataBuffer buffer) {
			MeteredCode.run(this.meter, () -> this.subscriber.onNext(buffer));
		}

		@Override
		public void onError(Throwable failure) {
			MeteredCode.run(this.meter, () -> this.subscriber.onError(failure));
		}

		@Override
		public void onComplete() {
			MeteredCode.run(this.meter, this.subscriber::onComplete);
		}

	}

}
