package io.asyncorm.repository;

import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

/**
 * Tells which declared methods are Kotlin's: {@code suspend} functions, and those that
 * return a {@code Flow}. Knows none of its classes, which may not be there.
 */
final class KotlinFunctions {

	private static final String FLOW = "kotlinx.coroutines.flow.Flow";

	private static final boolean COROUTINES = isPresent("kotlinx.coroutines.future.FutureKt");

	private static final boolean REACTIVE = isPresent("kotlinx.coroutines.reactive.ReactiveFlowKt");

	private KotlinFunctions() {
	}

	private static boolean isPresent(String type) {
		return ClassUtils.isPresent(type, KotlinFunctions.class.getClassLoader());
	}

	/** How one hands over its result; null if it is none, or a library is not there. */
	static @Nullable Delivery findDelivery(DeclaredMethod method) {
		if (method.isSuspended()) {
			return COROUTINES ? CoroutineDeliveries.suspended(method) : null;
		}
		return (REACTIVE && returnsFlow(method)) ? CoroutineDeliveries.flow() : null;
	}

	/** Notes at the method which library it needs, if that is not there. */
	static void check(DeclaredMethod method) {
		if (!COROUTINES && method.isSuspended()) {
			method.fault(
					"it is a suspend function; add 'org.jetbrains.kotlinx:kotlinx-coroutines-core', which suspends it");
		}
		if (!REACTIVE && returnsFlow(method)) {
			method.fault("it returns a Flow; add 'org.jetbrains.kotlinx:kotlinx-coroutines-reactive', which makes it");
		}
	}

	private static boolean returnsFlow(DeclaredMethod method) {
		return method.method().getReturnType().getName().equals(FLOW);
	}

}
