package io.asyncorm.jdbc;

import java.sql.Connection;
import java.util.function.Supplier;

import io.asyncorm.plan.RunningOperation;
import org.jspecify.annotations.Nullable;

/**
 * An operation behind a gate, by its number. Thread-safe.
 *
 * @param gate knows what is under way
 * @param number of the operation
 * @param connection where the session executes it; null before there is one
 */
record GatedOperation(StatementGate gate, long number,
		Supplier<@Nullable Connection> connection) implements RunningOperation {

	static GatedOperation of(StatementGate gate, Supplier<@Nullable Connection> connection) {
		return new GatedOperation(gate, gate.number(), connection);
	}

	@Override
	public boolean stop() {
		return this.gate.stop(this.number);
	}

	@Override
	public void cancel() {
		if (!this.gate.cancel(this.number)) {
			abort();
		}
	}

	/**
	 * The connection is the operation's, as that has not ended after it was looked up.
	 */
	@Override
	public void abort() {
		this.gate.abort(this.number, this.connection.get());
	}

	@Override
	public boolean isConnecting() {
		return this.gate.isConnecting(this.number);
	}

	@Override
	public long nanosConnecting() {
		return this.gate.nanosConnecting(this.number);
	}

	@Override
	public long nanosCommitting() {
		return this.gate.nanosCommitting(this.number);
	}

}
