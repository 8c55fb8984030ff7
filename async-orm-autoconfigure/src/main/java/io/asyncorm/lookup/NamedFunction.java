package io.asyncorm.lookup;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A function of the database that this library does not know, by its name.
 *
 * @since 0.1.0
 */
public record NamedFunction(String name) implements DatabaseFunction {

	private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_]*)?");

	/** Whether a function can have this name, perhaps with a schema before it. */
	public static boolean isName(String text) {
		return NAME.matcher(text).matches();
	}

	@Override
	public Class<?> type(List<Class<?>> arguments) {
		return Object.class;
	}

	/** It may be one. */
	@Override
	public boolean ofWindow() {
		return true;
	}

}
