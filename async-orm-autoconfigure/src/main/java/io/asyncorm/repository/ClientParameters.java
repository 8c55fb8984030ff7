package io.asyncorm.repository;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import io.asyncorm.lookup.Lookup;
import io.asyncorm.lookup.Lookups;
import org.jspecify.annotations.Nullable;

/**
 * Reads the parameters of a request, which are texts, each given once or several times.
 */
final class ClientParameters {

	private static final int MAX_LENGTH = 1_000;

	private static final int MAX_VALUES = 100;

	/** As many digits as every number has that is allowed. */
	private static final int MAX_DIGITS = 18;

	private final Map<String, ?> parameters;

	ClientParameters(Map<String, ?> parameters) {
		this.parameters = parameters;
	}

	Set<String> names() {
		return this.parameters.keySet();
	}

	/** The value of a lookup, as it takes it. */
	Object value(String name, LookupName lookup) {
		if (lookup.arity() != Lookup.Arity.ONE || lookup.type().isArray()) {
			return list(name);
		}
		String text = one(name);
		return lookup.lookup().equals(Lookups.IS_NULL) ? truth(name, text) : text;
	}

	/** Texts separated by commas, or given one by one. */
	List<String> list(String name) {
		List<String> texts = texts(name);
		if (texts.size() == 1) {
			check(name, texts.get(0), MAX_LENGTH);
			texts = Arrays.asList(texts.get(0).split(",", MAX_VALUES + 1));
		}
		if (texts.size() > MAX_VALUES) {
			throw new ClientLookupException(name, "'" + name + "' takes no more than " + MAX_VALUES + " values");
		}
		texts.forEach((text) -> check(name, text, MAX_LENGTH));
		return texts;
	}

	/** A whole number within bounds. */
	long number(String name, long least, long most, long otherwise) {
		if (!this.parameters.containsKey(name)) {
			return otherwise;
		}
		String text = one(name);
		boolean digits = !text.isEmpty() && text.length() <= MAX_DIGITS
				&& text.chars().allMatch((letter) -> letter >= '0' && letter <= '9');
		long number = digits ? Long.parseLong(text) : -1;
		if (number < least || number > most) {
			throw new ClientLookupException(name,
					"'" + name + "' must be a whole number between " + least + " and " + most);
		}
		return number;
	}

	private static boolean truth(String name, String text) {
		return switch (text) {
			case "true" -> true;
			case "false" -> false;
			default -> throw new ClientLookupException(name, "'" + name + "' takes true or false");
		};
	}

	private String one(String name) {
		List<String> texts = texts(name);
		if (texts.size() != 1) {
			throw new ClientLookupException(name, "'" + name + "' must be given once, not " + texts.size() + " times");
		}
		check(name, texts.get(0), MAX_LENGTH);
		return texts.get(0);
	}

	private static void check(String name, String text, int length) {
		if (text.length() > length) {
			throw new ClientLookupException(name,
					"The value of '" + name + "' must not have more than " + length + " characters");
		}
		if (text.indexOf('\0') >= 0) { // which PostgreSQL has in no text, and Django's
										// forms refuse
			throw new ClientLookupException(name, "The value of '" + name + "' must not have null characters");
		}
	}

	private List<String> texts(String name) {
		Object given = this.parameters.get(name);
		Stream<?> values = switch (given) {
			case null -> Stream.empty();
			case Collection<?> collection -> collection.stream();
			case Object[] array -> Arrays.stream(array);
			default -> Stream.of(given);
		};
		List<String> texts = new ArrayList<>();
		values.forEach((value) -> texts.add(text(name, value)));
		return texts;
	}

	private static String text(String name, @Nullable Object value) {
		if (value == null) {
			throw new ClientLookupException(name, "'" + name + "' has no value");
		}
		return (value instanceof String text) ? text : refuse(name, value);
	}

	private static String refuse(String name, Object value) {
		throw new IllegalArgumentException("The parameters of a request are texts, but '" + name + "' has a "
				+ value.getClass().getName() + ": hand on the request's own map");
	}

}
