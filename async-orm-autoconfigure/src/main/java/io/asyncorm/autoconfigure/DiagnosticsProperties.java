package io.asyncorm.autoconfigure;

import java.time.Duration;

import io.asyncorm.query.ForeignIoAction;
import io.asyncorm.query.MaxRowsAction;
import io.asyncorm.query.NPlusOneAction;
import org.jspecify.annotations.Nullable;

/**
 * Help for development.
 *
 * @since 0.1.0
 */
public class DiagnosticsProperties {

	/**
	 * What to do about N+1 queries, which read the objects of a list, or what is related
	 * to them, one by one. Looking for them takes time.
	 */
	private NPlusOneAction nPlusOne = NPlusOneAction.OFF;

	/**
	 * What to do about calls of other services, messages and mail that are sent inside a
	 * transaction, while its connection waits. They are known by their observations.
	 */
	private ForeignIoAction foreignIo = ForeignIoAction.OFF;

	/**
	 * From when on code is warned of that holds a connection and does something else than
	 * to send statements. By default, none is.
	 */
	private @Nullable Duration heldIdle;

	/**
	 * Whether deadlocks, and waits for a lock of more than a second, are told with the
	 * lines of code behind them. The last statements of each transaction are kept for
	 * that.
	 */
	private boolean locks;

	/**
	 * Number of rows that a result may have which no slice bounds, and which is not
	 * streamed. By default, there is no limit.
	 */
	private @Nullable Integer maxRows;

	/**
	 * What to do about results with more rows than "max-rows".
	 */
	private MaxRowsAction maxRowsAction = MaxRowsAction.WARN;

	public NPlusOneAction getNPlusOne() {
		return this.nPlusOne;
	}

	public void setNPlusOne(NPlusOneAction nPlusOne) {
		this.nPlusOne = nPlusOne;
	}

	public ForeignIoAction getForeignIo() {
		return this.foreignIo;
	}

	public void setForeignIo(ForeignIoAction foreignIo) {
		this.foreignIo = foreignIo;
	}

	public boolean isLocks() {
		return this.locks;
	}

	public void setLocks(boolean locks) {
		this.locks = locks;
	}

	public @Nullable Duration getHeldIdle() {
		return this.heldIdle;
	}

	public void setHeldIdle(@Nullable Duration heldIdle) {
		this.heldIdle = heldIdle;
	}

	public @Nullable Integer getMaxRows() {
		return this.maxRows;
	}

	public void setMaxRows(@Nullable Integer maxRows) {
		this.maxRows = maxRows;
	}

	public MaxRowsAction getMaxRowsAction() {
		return this.maxRowsAction;
	}

	public void setMaxRowsAction(MaxRowsAction maxRowsAction) {
		this.maxRowsAction = maxRowsAction;
	}

}
