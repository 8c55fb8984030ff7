package io.asyncorm.autoconfigure;

import java.util.List;

/**
 * {@code @EnableAsyncRepositories} names a bean that is not there.
 *
 * @since 0.1.0
 */
@SuppressWarnings("serial")
final class UnknownBeanNameException extends StartupFaultException {

	/**
	 * @param suggestion the nearest name, as a sentence; empty if none is near
	 */
	UnknownBeanNameException(String name, String attribute, Class<?> type, List<String> names, String suggestion) {
		super("@EnableAsyncRepositories names '%s' as %s, and there is no such bean of type '%s'.%s".formatted(name,
				attribute, type.getName(), suggestion),
				names.isEmpty() ? "Declare a bean '%s' of type %s.".formatted(name, type.getSimpleName())
						: "Name one of these beans, or declare '%s': %s.".formatted(name, String.join(", ", names)));
	}

}
