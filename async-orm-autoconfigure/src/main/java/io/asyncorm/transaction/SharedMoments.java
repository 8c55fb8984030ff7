package io.asyncorm.transaction;

import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;

import io.asyncorm.async.AsyncDispatcher;
import io.asyncorm.async.DispatchedBlock.Cancellation;
import io.asyncorm.jdbc.TransactionCharacteristics;
import io.asyncorm.jdbc.TransactionFailures;
import org.jspecify.annotations.Nullable;

import org.springframework.transaction.TransactionDefinition;

/**
 * Transactions that see what another one sees, as long as that lasts. Thread-safe.
 */
final class SharedMoments {

	private final TransactionRunner transactions;

	private final TransactionFailures failures;

	private final TransactionCharacteristics characteristics;

	private final AsyncDispatcher dispatcher;

	private final TransactionDefinition definition;

	private final String name;

	/**
	 * Creates them.
	 * @param definition of all of them
	 */
	SharedMoments(TransactionRunner transactions, TransactionFailures failures,
			TransactionCharacteristics characteristics, AsyncDispatcher dispatcher, TransactionDefinition definition) {
		this.transactions = transactions;
		this.failures = failures;
		this.characteristics = characteristics;
		this.dispatcher = dispatcher;
		this.definition = definition;
		this.name = Objects.requireNonNull(definition.getName());
	}

	/** Runs a block in the first of them. */
	<T extends @Nullable Object> T begin(Callable<T> block, Cancellation cancellation) throws Exception {
		return this.transactions.run(this.definition, 0, block, cancellation);
	}

	/**
	 * Gives what the calling thread's transaction sees a name; empty if others cannot see
	 * it.
	 */
	Optional<String> share() {
		return this.dispatcher.beginTransaction(this.name, () -> {
			try {
				return Optional.ofNullable(this.characteristics.exportSnapshot());
			}
			catch (SQLException ex) {
				throw this.failures.translate(this.name, ex);
			}
		});
	}

	/** Runs a block in a transaction that sees it. */
	<T extends @Nullable Object> T seeing(String moment, Callable<T> block, Cancellation cancellation)
			throws Exception {
		return begin(() -> {
			this.dispatcher.beginTransaction(this.name, () -> adopt(moment));
			return block.call();
		}, cancellation);
	}

	private String adopt(String moment) {
		try {
			this.characteristics.adoptSnapshot(moment);
			return moment;
		}
		catch (SQLException ex) {
			throw this.failures.translate(this.name, ex);
		}
	}

}
