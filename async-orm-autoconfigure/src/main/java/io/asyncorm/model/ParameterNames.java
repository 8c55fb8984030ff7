package io.asyncorm.model;

import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.ParameterNameDiscoverer;

/**
 * The names of parameters: those that the class file has, or that Kotlin wrote besides.
 *
 * @since 0.1.0
 */
public final class ParameterNames {

	private static final ParameterNameDiscoverer DISCOVERER = new DefaultParameterNameDiscoverer();

	private ParameterNames() {
	}

	/** One for each parameter; null where nothing tells it. */
	public static List<@Nullable String> of(Executable executable) {
		@Nullable String @Nullable [] names = (executable instanceof Method method) ? DISCOVERER.getParameterNames(method)
				: DISCOVERER.getParameterNames((Constructor<?>) executable);
		List<@Nullable String> found = new ArrayList<>(Collections.nCopies(executable.getParameterCount(), null));
		if (names != null) {
			for (int i = 0; i < Math.min(names.length, found.size()); i++) {
				found.set(i, names[i]);
			}
		}
		if (executable instanceof Constructor<?> constructor && found.contains(null)) {
			List<KotlinParameter> parameters = KotlinSupport.findParameters(constructor);
			for (int i = 0; i < parameters.size(); i++) {
				found.set(i, parameters.get(i).name());
			}
		}
		return found;
	}

}
