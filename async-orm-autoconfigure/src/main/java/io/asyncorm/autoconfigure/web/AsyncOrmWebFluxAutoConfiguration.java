package io.asyncorm.autoconfigure.web;

import io.asyncorm.repository.ClientQuery;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.core.env.Environment;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.result.method.SyncHandlerMethodArgumentResolver;
import org.springframework.web.reactive.result.method.annotation.ArgumentResolverConfigurer;
import org.springframework.web.server.ServerWebExchange;

/**
 * Auto-configuration for Spring WebFlux: {@link ClientQuery} as an argument of
 * controllers, failures of operations as problem details, and requests as the callers who
 * read their own writes.
 *
 * @since 0.1.0
 */
@AutoConfiguration
@ConditionalOnClass(WebFluxConfigurer.class)
@ConditionalOnWebApplication(type = Type.REACTIVE)
public final class AsyncOrmWebFluxAutoConfiguration {

	AsyncOrmWebFluxAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean
	ProblemDetailsAdvice asyncOrmProblemDetailsAdvice(Environment environment) {
		return new ProblemDetailsAdvice(environment);
	}

	@Bean
	WebFluxConfigurer asyncOrmClientQueryConfigurer(BeanFactory beans) {
		Resolver resolver = new Resolver(new ClientQueries(beans));
		return new WebFluxConfigurer() {

			@Override
			public void configureArgumentResolvers(ArgumentResolverConfigurer configurer) {
				configurer.addCustomResolver(resolver);
			}

		};
	}

	@Bean
	ReplicaCallerWebFilter asyncOrmReplicaCallerFilter() {
		return new ReplicaCallerWebFilter();
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnBooleanProperty("async-orm.web.server-timing")
	static class Timing {

		@Bean
		ServerTimingWebFilter asyncOrmServerTimingFilter() {
			return new ServerTimingWebFilter();
		}

	}

	private record Resolver(ClientQueries queries) implements SyncHandlerMethodArgumentResolver {

		@Override
		public boolean supportsParameter(MethodParameter parameter) {
			return ClientQueries.supports(parameter);
		}

		@Override
		public Object resolveArgumentValue(MethodParameter parameter, BindingContext context,
				ServerWebExchange exchange) {
			return this.queries.query(parameter, exchange.getRequest().getQueryParams());
		}

	}

}
