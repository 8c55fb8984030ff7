package io.asyncorm.transaction;

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

	private final SharedMoments moments;

	private final TransactionFailures failures;

	private final AsyncDispatcher dispatcher;

	SnapshotRunner(TransactionRunner transactions, TransactionFailures failures,
			TransactionCharacteristics characteristics, AsyncDispatcher dispatcher) {
		this.moments = new SharedMoments(transactions, failures, characteristics, dispatcher,
				define(characteristics.snapshotIsolation()));
		this.failures = failures;
		this.dispatcher = dispatcher;
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
		return reads.of(this.dispatcher.submit(NAME,
				(cancellation) -> this.moments.begin(() -> lead(connections, reads), cancellation)));
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
		Optional<String> moment = (count > 0) ? this.moments.share() : Optional.empty();
		moment.ifPresent((name) -> this.dispatcher.startInCallerContext(NAME, () -> {
			for (int i = 0; i < count && reads.isOpen(); i++) {
				startHelper(name, reads);
			}
		}));
	}

	private void startHelper(String moment, SnapshotReads<?> reads) {
		SnapshotReads.Helper helper = new SnapshotReads.Helper();
		CompletableFuture<Boolean> future = this.dispatcher.submit(NAME, (cancellation) -> reads.start(helper)
				&& this.moments.seeing(moment, () -> help(helper, reads), cancellation));
		future.whenComplete((helped, failure) -> {
			if (failure != null) {
				logger.debug("A connection less reads a snapshot", failure);
			}
		});
		reads.add(helper, future);
	}

	/** Returns whether there was something left to read. */
	private boolean help(SnapshotReads.Helper helper, SnapshotReads<?> reads) throws Exception {
		boolean open = reads.isOpen();
		if (open) {
			reads.help(helper, this::requireNoFailure);
		}
		return open;
	}

	/** What a read did not hear of would make all that comes after it fail. */
	private void requireNoFailure() {
		RuntimeException failure = this.failures.find();
		if (failure != null) {
			throw failure;
		}
	}

}
