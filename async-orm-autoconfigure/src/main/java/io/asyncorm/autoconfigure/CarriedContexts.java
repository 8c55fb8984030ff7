package io.asyncorm.autoconfigure;

import java.util.ArrayList;
import java.util.List;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.util.ClassUtils;

/**
 * Finds out what an application has that belongs to the thread of a caller, and is missed
 * where it is not carried to others.
 */
final class CarriedContexts {

	private static final String OBSERVATIONS = "io.micrometer.observation.ObservationRegistry";

	private static final String TRACER = "io.micrometer.tracing.Tracer";

	private static final String SECURITY = "org.springframework.security.core.context.SecurityContextHolder";

	private static final String PROPAGATION = "io.micrometer.context.ContextSnapshotFactory";

	private CarriedContexts() {
	}

	/** What is in use, as in a sentence; empty if nothing is that is known. */
	static List<String> inUse(ConfigurableListableBeanFactory beans) {
		List<String> inUse = new ArrayList<>();
		if (hasBean(OBSERVATIONS, beans) || hasBean(TRACER, beans)) {
			inUse.add("the observation or trace");
		}
		if (ClassUtils.isPresent(SECURITY, beans.getBeanClassLoader())) {
			inUse.add("the security context");
		}
		return inUse;
	}

	/**
	 * Whether all that is registered with Micrometer's context propagation is carried.
	 */
	static boolean propagated(ConfigurableListableBeanFactory beans) {
		return ClassUtils.isPresent(PROPAGATION, beans.getBeanClassLoader());
	}

	private static boolean hasBean(String type, ConfigurableListableBeanFactory beans) {
		return ClassUtils.isPresent(type, beans.getBeanClassLoader()) && beans
			.getBeanNamesForType(ClassUtils.resolveClassName(type, beans.getBeanClassLoader()), true, false).length > 0;
	}

}
