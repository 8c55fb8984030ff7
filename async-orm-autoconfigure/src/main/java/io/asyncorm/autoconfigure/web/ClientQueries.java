package io.asyncorm.autoconfigure.web;

import java.util.Map;

import io.asyncorm.repository.ClientLookups;
import io.asyncorm.repository.ClientQuery;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.util.Assert;

/**
 * Makes the {@link ClientQuery} of a controller's argument, by the bean of type
 * {@link ClientLookups} for its model. Safe for use by several threads.
 */
final class ClientQueries {

	private final BeanFactory beans;

	ClientQueries(BeanFactory beans) {
		this.beans = beans;
	}

	static boolean supports(MethodParameter parameter) {
		return parameter.getParameterType() == ClientQuery.class;
	}

	ClientQuery<?> query(MethodParameter parameter, Map<String, ?> request) {
		Class<?> model = ResolvableType.forMethodParameter(parameter).getGeneric(0).resolve();
		Assert.state(model != null,
				() -> "%s does not say of which model it is: declare it as ClientQuery<Book>".formatted(parameter));
		return lookups(parameter, model).apply(request);
	}

	private ClientLookups<?> lookups(MethodParameter parameter, Class<?> model) {
		ObjectProvider<ClientLookups<?>> provider = this.beans
			.getBeanProvider(ResolvableType.forClassWithGenerics(ClientLookups.class, model));
		@Nullable ClientLookups<?> lookups = provider.getIfAvailable();
		Assert.state(lookups != null,
				() -> ("%s needs a bean of type ClientLookups<%s>, which says what clients may look up: declare one"
						+ " that is made of the repository's clientLookups()")
					.formatted(parameter, model.getSimpleName()));
		return lookups;
	}

}
