package io.asyncorm.mapping;

import java.lang.reflect.Type;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * Fails with the advice to add Jackson. Used where it is not on the class path, since
 * only JSON columns need it.
 */
final class MissingJsonFormat implements JsonFormat {

	@Override
	public @Nullable Object read(String document, Type type) {
		throw missing();
	}

	@Override
	public String write(Object value, Type type) {
		throw missing();
	}

	private static InvalidDataAccessApiUsageException missing() {
		return new InvalidDataAccessApiUsageException("A JSON column cannot be read or written without Jackson:"
				+ " add 'tools.jackson.core:jackson-databind' to the class path");
	}

}
