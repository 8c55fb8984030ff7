package io.asyncorm.type;

import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * How text and other values stand for values of a type.
 *
 * @param parser makes a value of a text or of a value of another class; gives null for
 * what is none, and may throw what {@link ScalarValues} knows of
 * @param hint what a text or number must be like, for messages
 * @param form the forms of text that lookups take besides; null if there are none
 * @since 0.1.0
 */
public record TypeSpelling(Function<Object, @Nullable Object> parser, String hint, TextForms.@Nullable Form form) {

	static final String ISO = "text must be in ISO form";

	/** One in which lookups take nothing else. */
	static TypeSpelling of(Function<Object, @Nullable Object> parser, String hint) {
		return new TypeSpelling(parser, hint, null);
	}

}
