package io.asyncorm.query;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Internal access to the fields of {@link Prefetch}, {@link RowLock} and
 * {@link SaveOptions}, which have no accessors of their own so that they do not show in a
 * user's completion list. Not for users: it may change at any time.
 *
 * @since 0.1.0
 */
public final class QueryAccess {

	private QueryAccess() {
	}

	/** The path of the relations that are prefetched. */
	public static String lookup(Prefetch prefetch) {
		Assert.notNull(prefetch, "'prefetch' must not be null");
		return prefetch.lookup();
	}

	/** Which of the related objects are prefetched; null for all. */
	public static @Nullable ValuesQuerySet<?, ?> querySet(Prefetch prefetch) {
		return prefetch.querySet();
	}

	/** The name that the objects are given; null if they stand in their relation. */
	public static @Nullable String attribute(Prefetch prefetch) {
		return prefetch.attribute();
	}

	/** How rows are locked. */
	public static LockOptions options(RowLock lock) {
		Assert.notNull(lock, "'lock' must not be null");
		return lock.options();
	}

	/** Whether an object is only inserted, or only updated. */
	public static SaveMode mode(SaveOptions options) {
		return options.mode();
	}

	/** The names of the fields that are updated; null for all. */
	public static @Nullable List<String> fields(SaveOptions options) {
		return options.fields();
	}

	/** What {@code asave()} is held to. */
	public enum SaveMode {

		/** It inserts a row. */
		INSERT,
		/** It updates a row that is there. */
		UPDATE

	}

	/**
	 * How rows are locked.
	 *
	 * @param failing see {@link RowLock#nowait()}
	 * @param skipping see {@link RowLock#skipLocked()}
	 * @param keyless see {@link RowLock#noKey()}
	 * @param targets see {@link RowLock#of(String...)}
	 */
	public record LockOptions(boolean failing, boolean skipping, boolean keyless, List<String> targets) {

		public LockOptions {
			targets = List.copyOf(targets);
		}

	}

}
