package io.asyncorm.oracle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.asyncorm.query.QuerySet;
import io.asyncorm.query.ValuesQuerySet;
import org.jspecify.annotations.Nullable;

/**
 * What {@code only} and {@code defer} say in a chain. In the API they give rows, and so
 * they come last; in Django they may stand anywhere, the last {@code only} counts, and
 * several {@code defer} add up.
 */
final class Deferral {

	private final List<String> deferred = new ArrayList<>();

	private @Nullable List<String> only;

	private boolean used;

	/** Whether the call was one of the two, and is noted. */
	boolean add(Call call) {
		if (!call.method().equals("only") && !call.method().equals("defer")) {
			return false;
		}
		if (call.method().equals("defer") && call.isNull()) {
			this.deferred.clear();
			this.only = null;
			return true;
		}
		List<String> fields = Arrays.asList(call.texts());
		if (call.method().equals("only")) {
			this.deferred.clear();
			this.only = fields;
		}
		else if (this.only != null) {
			throw new NotExpressible("defer behind only");
		}
		else {
			this.deferred.addAll(fields);
		}
		this.used = true;
		return true;
	}

	ValuesQuerySet<?, ?> apply(ValuesQuerySet<?, ?> query) {
		List<String> only = this.only;
		boolean none = this.deferred.isEmpty() && (only == null || only.isEmpty());
		if (!this.used || none) {
			return query;
		}
		if (!(query instanceof QuerySet<?> objects)) {
			throw new NotExpressible("only or defer of values");
		}
		return (only != null) ? objects.only(only.toArray(String[]::new))
				: objects.defer(this.deferred.toArray(String[]::new));
	}

}
