package io.asyncorm.transaction;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import io.asyncorm.async.AsyncDispatcher;
import io.asyncorm.jdbc.TransactionCharacteristics;
import io.asyncorm.jdbc.TransactionFailures;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.DefaultTransactionDefinition;

/**
 * Reads in transactions that see the same moment: one begins, and does all by itself if
 * it must; others that get a lane meanwhile adopt what it sees, and help. Thread-safe.
 */
final class SnapshotRunner {

	static final String NAME = "snapshot";

	private static final Log logger = LogFactory.getLog(SnapshotRunner.class);

	private final TransactionRunner transactions;

	private final TransactionFailures failures;

	private final TransactionCharacteristics characteristics;

	private final AsyncDispatcher dispatcher;

	private final TransactionDefinition definition;

	SnapshotRunner(TransactionRunner transactions, TransactionFailures failures,
			TransactionCharacteristics characteristics, AsyncDispatcher dispatcher) {
		this.transactions = transactions;
		this.failures = failures;
		this.characteristics = characteristics;
		this.dispatcher = dispatcher;
		this.definition = define(characteristics.snapshotIsolation());
	}

	private static TransactionDefinition define(int isolation) {
		DefaultTransactionDefinition defined = new DefaultTransactionDefinition();
		defined.setName(NAME);
		defined.setIsolationLevel(isolation);
		defined.setReadOnly(true);
		return defined;
	}

	/**
	 * Starts to read.
	 * @param connections how many at most
	 */
	<T extends @Nullable Object> CompletableFuture<List<T>> start(int connections, SnapshotReads<T> reads) {
		return reads.of(this.dispatcher.submit(NAME, (cancellation) -> this.transactions.run(this.definition, 0,
				() -> lead(connections, reads), cancellation)));
	}

	private <T extends @Nullable Object> List<T> lead(int connections, SnapshotReads<T> reads) throws Exception {
		try {
			startHelpers(Math.min(connections, reads.size()) - 1, reads);
			reads.read(this::requireNoFailure);
			return reads.awaitAll();
		}
		finally {
			reads.close();
		}
	}

	/**
	 * They wait for lanes as anybody else does, and not as what this thread waits for:
	 * started by it, they would be preferred.
	 */
	private void startHelpers(int count, SnapshotReads<?> reads) {
		Optional<String> snapshot = (count > 0) ? this.dispatcher.beginTransaction(NAME, this::export)
				: Optional.empty();
		snapshot.ifPresent((name) -> this.dispatcher.startInCallerContext(NAME, () -> {
			for (int i = 0; i < count && reads.isOpen(); i++) {
				startHelper(name, reads);
			}
		}));
	}

	private void startHelper(String snapshot, SnapshotReads<?> reads) {
		SnapshotReads.Helper helper = new SnapshotReads.Helper();
		CompletableFuture<Boolean> future = this.dispatcher.submit(NAME, (cancellation) -> reads.start(helper)
				&& this.transactions.run(this.definition, 0, () -> help(helper, snapshot, reads), cancellation));
		future.whenComplete((helped, failure) -> {
			if (failure != null) {
				logger.debug("A connection less reads a snapshot", failure);
			}
		});
		reads.add(helper, future);
	}

	/** Returns whether there was something left to read. */
	private boolean help(SnapshotReads.Helper helper, String snapshot, SnapshotReads<?> reads) throws Exception {
		boolean open = reads.isOpen();
		if (open) {
			this.dispatcher.beginTransaction(NAME, () -> adopt(snapshot));
			reads.help(helper, this::requireNoFailure);
		}
		return open;
	}

	private Optional<String> export() {
		try {
			return Optional.ofNullable(this.characteristics.exportSnapshot());
		}
		catch (SQLException ex) {
			throw this.failures.translate(NAME, ex);
		}
	}

	private String adopt(String snapshot) {
		try {
			this.characteristics.adoptSnapshot(snapshot);
			return snapshot;
		}
		catch (SQLException ex) {
			throw this.failures.translate(NAME, ex);
		}
	}

	/** What a read did not hear of would make all that comes after it fail. */
	private void requireNoFailure() {
		RuntimeException failure = this.failures.find();
		if (failure != null) {
			throw failure;
		}
	}

}
