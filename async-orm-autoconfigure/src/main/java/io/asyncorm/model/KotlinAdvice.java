package io.asyncorm.model;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What to declare in place of types of Kotlin's own library, which may not be there.
 */
final class KotlinAdvice {

	private static final String LIBRARY = "kotlin.";

	private static final Map<String, String> INSTEAD = Map.ofEntries(Map.entry("kotlin.UByte", "declare a Short"),
			Map.entry("kotlin.UShort", "declare an Int"), Map.entry("kotlin.UInt", "declare a Long"),
			Map.entry("kotlin.ULong", "declare a Long, or a BigInteger where it is too small"),
			Map.entry("kotlin.time.Duration", "declare a java.time.Duration, which toJavaDuration() makes of it"),
			Map.entry("kotlin.time.Instant", "declare a java.time.Instant, which toJavaInstant() makes of it"),
			Map.entry("kotlin.uuid.Uuid", "declare a java.util.UUID, which toJavaUuid() makes of it"),
			Map.entry("kotlin.Pair", "declare two properties, or a data class of them that is marked with @Embedded"),
			Map.entry("kotlin.Triple",
					"declare three properties, or a data class of them that is marked with @Embedded"),
			Map.entry("kotlin.Result", "declare what it holds, with '?' where there may be none"),
			Map.entry("kotlin.sequences.Sequence", "declare a List"));

	private KotlinAdvice() {
	}

	/** Whether a class is one of Kotlin's library, none of whose types a column holds. */
	static boolean isLibrary(Class<?> type) {
		return type.getName().startsWith(LIBRARY);
	}

	/** What to declare; null if nothing is known that does the same. */
	static @Nullable String find(Class<?> type) {
		return INSTEAD.get(type.getName());
	}

}
