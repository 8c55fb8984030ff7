package io.asyncorm.oracle;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.asyncorm.query.QuerySet;
import io.asyncorm.query.ValuesQuerySet;
import org.jspecify.annotations.Nullable;

/**
 * What {@code only} and {@code defer} say in a chain. In the API they give rows, and so
 * they come last; in Django they may stand anywhere, and each takes away from or adds to
 * what the ones before it said.
 */
final class Deferral {

	private final Set<@Nullable String> fields = new LinkedHashSet<>();

	private boolean only;

	/** Whether the call was one of the two, and is noted. */
	boolean add(Call call) {
		switch (call.method()) {
			case "only" -> only(Arrays.asList(call.texts()));
			case "defer" -> defer(call.isNull() ? null : Arrays.asList(call.texts()));
			default -> {
				return false;
			}
		}
		return true;
	}

	private void only(List<@Nullable String> names) {
		Set<@Nullable String> wanted = new LinkedHashSet<>(names);
		if (!this.only) {
			wanted.removeAll(this.fields);
		}
		set(wanted, true);
	}

	private void defer(@Nullable List<@Nullable String> names) {
		Set<@Nullable String> left = new LinkedHashSet<>(this.fields);
		if (names == null) {
			set(Set.of(), false);
		}
		else if (!this.only) {
			this.fields.addAll(names);
		}
		else if (left.removeAll(names) && left.isEmpty()) {
			Set<@Nullable String> others = new LinkedHashSet<>(names);
			others.removeAll(this.fields);
			set(others, false);
		}
		else {
			set(left, true);
		}
	}

	private void set(Set<@Nullable String> names, boolean only) {
		this.fields.clear();
		this.fields.addAll(names);
		this.only = only;
	}

	ValuesQuerySet<?, ?> apply(ValuesQuerySet<?, ?> query) {
		if (this.fields.isEmpty()) {
			return query;
		}
		if (!(query instanceof QuerySet<?> objects)) {
			throw DoesNotCompile.call(ValuesQuerySet.class, this.only ? "only" : "defer");
		}
		String[] names = this.fields.toArray(String[]::new);
		return this.only ? objects.only(names) : objects.defer(names);
	}

}
