package io.asyncorm.autoconfigure.web;

import io.asyncorm.async.CarriedCaller;
import io.asyncorm.async.ReplicaCallers;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

import org.springframework.core.Ordered;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * Makes a caller of each request, which reads its own writes, where Reactor carries its
 * context to threads. Otherwise it would be the event loop, which serves many.
 */
final class ReplicaCallerWebFilter implements WebFilter, Ordered {

	/** Outside of those that may write, such as who keeps sessions. */
	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE + 10;
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		Mono<Void> handling = chain.filter(exchange);
		return ReplicaCallers.areNeeded() ? handling.contextWrite(Context.of(CarriedCaller.KEY, CarriedCaller.fresh()))
				: handling;
	}

}
