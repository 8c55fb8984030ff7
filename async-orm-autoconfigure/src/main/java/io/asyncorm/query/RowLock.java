package io.asyncorm.query;

import java.util.List;

/**
 * How {@code selectForUpdate()} locks rows, as in
 * {@code selectForUpdate(RowLock.update().skipLocked())}. Immutable.
 *
 * @param failing see {@link #nowait()}
 * @param skipping see {@link #skipLocked()}
 * @param keyless see {@link #noKey()}
 * @param targets see {@link #of(String...)}
 * @since 0.1.0
 */
public record RowLock(boolean failing, boolean skipping, boolean keyless, List<String> targets) {

	public RowLock {
		targets = List.copyOf(targets);
	}

	/** Waits for rows that are locked, and locks the rows of all tables. */
	public static RowLock update() {
		return new RowLock(false, false, false, List.of());
	}

	/** Fails where another transaction holds a row. */
	public RowLock nowait() {
		return new RowLock(true, this.skipping, this.keyless, this.targets);
	}

	/** Leaves out rows that another transaction holds. */
	public RowLock skipLocked() {
		return new RowLock(this.failing, true, this.keyless, this.targets);
	}

	/** Lets other transactions refer to the rows meanwhile. */
	public RowLock noKey() {
		return new RowLock(this.failing, this.skipping, true, this.targets);
	}

	/** Locks the rows of these only: {@code self}, and relations that are read along. */
	public RowLock of(String... targets) {
		return new RowLock(this.failing, this.skipping, this.keyless, List.of(targets));
	}

}
