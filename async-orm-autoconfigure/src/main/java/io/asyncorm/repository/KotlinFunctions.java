package io.asyncorm.repository;

import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

/**
 * Tells which declared methods are Kotlin's: {@code suspend} functions, and those that
 * return a {@code Flow}. Knows none of its classes, which may not be there.
 */
final class KotlinFunctions {

	private static final String FLOW = "kotlinx.coroutines.flow.Flow";

	private static final String VALUES = "several values are a @JvmRecord data class, whose properties have the names"
			+ " of the model's";

	private static final boolean COROUTINES = isPresent("kotlinx.coroutines.future.FutureKt");

	private static final boolean REACTIVE = isPresent("kotlinx.coroutines.reactive.ReactiveFlowKt");

	private static final Map<String, String> INSTEAD = Map.of("kotlin.Result",
			"what fails throws, which runCatching { ... } makes a Result of where it is called",
			"kotlin.sequences.Sequence", "rows come while others wait for them, which a Flow can and a Sequence cannot",
			"kotlin.Pair", VALUES, "kotlin.Triple", VALUES, "kotlinx.coroutines.Deferred",
			"async { ... } makes a Deferred of it where it is called");

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

	/** What to write in place of a type of Kotlin's that is returned; empty of others. */
	static String advice(DeclaredMethod method) {
		return Stream.of(method.returnType(), method.returnType().getGeneric(0))
			.map((type) -> INSTEAD.get(type.resolve(Object.class).getName()))
			.filter(Objects::nonNull)
			.findFirst()
			.map((advice) -> "; " + advice)
			.orElse("");
	}

	private static boolean returnsFlow(DeclaredMethod method) {
		return method.method().getReturnType().getName().equals(FLOW);
	}

}
