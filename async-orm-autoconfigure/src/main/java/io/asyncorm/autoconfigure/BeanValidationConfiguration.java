package io.asyncorm.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.asyncorm.model.InvalidObjectException;
import io.asyncorm.model.ObjectValidator;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Validator;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.function.SingletonSupplier;

/**
 * Checks objects by Bean Validation before they are written, where it is on the class
 * path and there is a validator.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(Validator.class)
class BeanValidationConfiguration {

	/**
	 * The validator is looked for late, since it may be made after this. Where there are
	 * several, as with {@code @EnableWebMvc}, and none is primary, it is the first.
	 */
	@Bean
	@ConditionalOnMissingBean
	ObjectValidator asyncOrmObjectValidator(ObjectProvider<Validator> validators) {
		SingletonSupplier<Validator> validator = SingletonSupplier
			.ofNullable(() -> validators.getIfUnique(() -> validators.orderedStream().findFirst().orElse(null)));
		return (object) -> {
			Validator found = validator.get();
			Set<ConstraintViolation<Object>> violations = (found != null) ? found.validate(object) : Set.of();
			return violations.isEmpty() ? null : invalid(object, violations);
		};
	}

	private static InvalidObjectException invalid(Object object, Set<ConstraintViolation<Object>> violations) {
		Map<String, List<String>> byProperty = new TreeMap<>();
		for (ConstraintViolation<?> violation : violations) {
			byProperty.computeIfAbsent(violation.getPropertyPath().toString(), (property) -> new ArrayList<>())
				.add(violation.getMessage());
		}
		byProperty.values().forEach((messages) -> messages.sort(null));
		return new InvalidObjectException(object.getClass().getSimpleName(), byProperty,
				new ConstraintViolationException(violations));
	}

}
