package io.asyncorm.lookup;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What the names behind a range take of it: an end, or what is to be known of one.
 *
 * @param name the function of the database
 * @param type the type of its value, boxed
 * @since 0.1.0
 */
public record RangePart(String name, Class<?> type) implements DatabaseFunction {

	private static final Map<String, String> ENDS = Map.of("startswith", "lower", "endswith", "upper");

	private static final List<String> FACTS = List.of("isempty", "lower_inc", "lower_inf", "upper_inc", "upper_inf");

	/**
	 * The part that a name behind a range means, as in Django; null if it means none.
	 * @param element the type of the ends
	 */
	public static @Nullable RangePart find(String name, Class<?> element) {
		String end = ENDS.get(name);
		if (end != null) {
			return new RangePart(end, element);
		}
		return FACTS.contains(name) ? new RangePart(name, Boolean.class) : null;
	}

	/** The names that mean parts. */
	public static List<String> names() {
		return List.of("startswith", "endswith", "isempty", "lower_inc", "lower_inf", "upper_inc", "upper_inf");
	}

	@Override
	public Class<?> type(List<Class<?>> arguments) {
		return this.type;
	}

}
