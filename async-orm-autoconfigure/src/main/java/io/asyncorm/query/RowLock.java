package io.asyncorm.query;

import java.util.List;

import io.asyncorm.query.QueryAccess.LockOptions;

import org.springframework.util.Assert;

/**
 * The options of {@code selectForUpdate()}: which rows are locked, and what happens if
 * another transaction holds them, as in
 * {@code selectForUpdate(RowLock.update().skipLocked())}. Immutable.
 *
 * @since 0.1.0
 */
public final class RowLock {

	private final LockOptions options;

	private RowLock(LockOptions options) {
		this.options = options;
	}

	/** Waits for rows that are locked, and locks the rows of all tables. */
	public static RowLock update() {
		return new RowLock(new LockOptions(false, false, false, List.of()));
	}

	/** Fails where another transaction holds a row. */
	public RowLock nowait() {
		return new RowLock(
				new LockOptions(true, this.options.skipping(), this.options.keyless(), this.options.targets()));
	}

	/** Leaves out rows that another transaction holds. */
	public RowLock skipLocked() {
		return new RowLock(
				new LockOptions(this.options.failing(), true, this.options.keyless(), this.options.targets()));
	}

	/** Lets other transactions refer to the rows meanwhile. */
	public RowLock noKey() {
		return new RowLock(
				new LockOptions(this.options.failing(), this.options.skipping(), true, this.options.targets()));
	}

	/** Locks the rows of these only: {@code self}, and relations of selectRelated(). */
	public RowLock of(String... targets) {
		Assert.notNull(targets, "'targets' must not be null");
		Assert.noNullElements(targets, "'targets' must not hold nulls");
		return new RowLock(new LockOptions(this.options.failing(), this.options.skipping(), this.options.keyless(),
				List.of(targets)));
	}

	LockOptions options() {
		return this.options;
	}

}
