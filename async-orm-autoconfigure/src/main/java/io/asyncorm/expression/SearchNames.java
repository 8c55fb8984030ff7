package io.asyncorm.expression;

import java.util.regex.Pattern;

import io.asyncorm.model.MessageText;

import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * Checks the names of configurations of searches, which are part of a statement, so that
 * an index with the same one can be used.
 */
final class SearchNames {

	private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_]*)?");

	private SearchNames() {
	}

	static String requireConfig(String name) {
		if (!NAME.matcher(name).matches()) {
			throw new InvalidDataAccessApiUsageException("'" + MessageText.name(name)
					+ "' cannot be the configuration of a search: name one of pg_ts_config, such as english");
		}
		return name;
	}

}
