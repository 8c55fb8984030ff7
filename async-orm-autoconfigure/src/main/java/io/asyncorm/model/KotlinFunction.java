package io.asyncorm.model;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A function as it is written in Kotlin, whose compiler gives it another name where it
 * takes or returns value classes, and other parameters.
 *
 * @param name its name in Kotlin
 * @param parameters its parameters, without what goes on when it was suspended
 * @param unboxedResult the value class that it returns as what its objects hold, if it
 * suspends; null otherwise
 * @since 0.1.0
 */
public record KotlinFunction(String name, List<KotlinParameter> parameters, @Nullable ValueClass unboxedResult) {

	public KotlinFunction {
		parameters = List.copyOf(parameters);
	}

}
