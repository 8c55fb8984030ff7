package io.asyncorm.autoconfigure.web;

import java.util.List;

import io.asyncorm.repository.ClientQuery;
import org.jspecify.annotations.Nullable;

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
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.AsyncSupportConfigurer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Auto-configuration for Spring MVC: {@link ClientQuery} as an argument of controllers,
 * failures of operations as problem details, and the time in the database as a header.
 *
 * @since 0.1.0
 */
@AutoConfiguration
@ConditionalOnClass(WebMvcConfigurer.class)
@ConditionalOnWebApplication(type = Type.SERVLET)
public final class AsyncOrmWebMvcAutoConfiguration {

	AsyncOrmWebMvcAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean
	ProblemDetailsAdvice asyncOrmProblemDetailsAdvice(Environment environment) {
		return new ProblemDetailsAdvice(environment);
	}

	@Bean
	WebMvcConfigurer asyncOrmClientQueryConfigurer(BeanFactory beans) {
		Resolver resolver = new Resolver(new ClientQueries(beans));
		return new WebMvcConfigurer() {

			@Override
			public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
				resolvers.add(resolver);
			}

		};
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnBooleanProperty("async-orm.web.server-timing")
	static class Timing {

		@Bean
		ServerTimingFilter asyncOrmServerTimingFilter() {
			return new ServerTimingFilter();
		}

		@Bean
		WebMvcConfigurer asyncOrmServerTimingConfigurer() {
			return new WebMvcConfigurer() {

				@Override
				public void configureAsyncSupport(AsyncSupportConfigurer configurer) {
					configurer.registerCallableInterceptors(new ServerTimingFilter.OfCallables());
				}

			};
		}

	}

	private record Resolver(ClientQueries queries) implements HandlerMethodArgumentResolver {

		@Override
		public boolean supportsParameter(MethodParameter parameter) {
			return ClientQueries.supports(parameter);
		}

		@Override
		public Object resolveArgument(MethodParameter parameter, @Nullable ModelAndViewContainer container,
				NativeWebRequest request, @Nullable WebDataBinderFactory binders) {
			return this.queries.query(parameter, request.getParameterMap());
		}

	}

}
