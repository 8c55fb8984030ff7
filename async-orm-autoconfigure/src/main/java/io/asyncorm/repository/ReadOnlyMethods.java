package io.asyncorm.repository;

import java.util.regex.Pattern;

import io.asyncorm.model.ReadOnly;
import io.asyncorm.plan.SqlWords;
import org.jspecify.annotations.Nullable;

/**
 * Tells which declared methods are {@link ReadOnly}, and what is wrong with those that
 * cannot be.
 */
final class ReadOnlyMethods {

	private static final Pattern WRITES = Pattern
		.compile("a(?:create|update|updateOrCreate|getOrCreate|delete)(?:By.*)?");

	private ReadOnlyMethods() {
	}

	/** Whether a method only reads, where what is written may be missing yet. */
	static boolean is(DeclaredMethod method) {
		ReadOnly readOnly = method.method().getAnnotation(ReadOnly.class);
		if (readOnly == null) {
			return false;
		}
		String fault = fault(method, readOnly);
		if (fault != null) {
			method.fault(fault);
		}
		return true;
	}

	private static @Nullable String fault(DeclaredMethod method, ReadOnly readOnly) {
		Query query = method.method().getAnnotation(Query.class);
		if (!readOnly.value().isEmpty()) {
			return "its @ReadOnly says what a column is computed of, which a method is not; leave that out";
		}
		if (method.method().isDefault()) {
			return "it has a body, which @ReadOnly does not reach; call using(...) with the name of the replica there,"
					+ " or have the body in transactions.atomic(readOnly(), ...)";
		}
		if (query != null && SqlWords.areLocking(query.value())) {
			return "its @Query locks rows, which a replica cannot; remove @ReadOnly";
		}
		return ((query != null) ? SqlWords.areWriting(query.value()) : WRITES.matcher(method.name()).matches())
				? "it writes, and so is not @ReadOnly; remove that" : null;
	}

}
