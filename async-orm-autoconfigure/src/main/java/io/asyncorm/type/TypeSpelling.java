package io.asyncorm.type;

import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * Describes how values of a type are given as text or as values of other classes.
 *
 * @param parser converts text or a value of another class; returns null for what it does
 * not take, and may throw what {@link ScalarValues} catches
 * @param hint what a text or number must look like, for messages
 * @param form the further formats of text that lookups take; null if there are none
 * @since 0.1.0
 */
public record TypeSpelling(Function<Object, @Nullable Object> parser, String hint, TextForms.@Nullable Form form) {

	static final String ISO = "text must be in ISO form";

	/** Creates one without further formats for lookups. */
	static TypeSpelling of(Function<Object, @Nullable Object> parser, String hint) {
		return new TypeSpelling(parser, hint, null);
	}

}
