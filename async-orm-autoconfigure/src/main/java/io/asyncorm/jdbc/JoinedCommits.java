package io.asyncorm.jdbc;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;
import org.springframework.transaction.TransactionStatus;

/**
 * Tells of commits without an answer in transactions that Spring itself commits, as those
 * of {@code @Transactional} methods, where an operation has joined them. Spring's manager
 * alone would throw how the rollback failed that it tries then, which says that nothing
 * is stored. Immutable and safe for use by several threads.
 */
final class JoinedCommits implements TransactionExecutionListener {

	private static final String NAMELESS = "The transaction";

	private final DataSourceTransactionManager manager;

	private final TransactionFailures failures;

	private JoinedCommits(DataSourceTransactionManager manager, TransactionFailures failures) {
		this.manager = manager;
		this.failures = failures;
	}

	/**
	 * Listens to a manager, if nobody does so for the same data source. The collection of
	 * listeners is the application's own, which it may not want to change.
	 */
	static void listenTo(DataSourceTransactionManager manager, TransactionFailures failures) {
		Collection<TransactionExecutionListener> present = manager.getTransactionExecutionListeners();
		if (present.stream()
			.noneMatch((listener) -> listener instanceof JoinedCommits commits
					&& commits.failures.dataSource() == failures.dataSource())) {
			Collection<TransactionExecutionListener> all = new ArrayList<>(present);
			all.add(new JoinedCommits(manager, failures));
			manager.setTransactionExecutionListeners(all);
		}
	}

	@Override
	public void beforeCommit(TransactionExecution transaction) {
		if (this.failures.areWatched() && transaction instanceof TransactionStatus status
				&& WatchedCommit.find(transaction) == null) {
			WatchedCommit.of(this.manager, status);
		}
	}

	@Override
	public void afterCommit(TransactionExecution transaction, @Nullable Throwable commitFailure) {
		requireAnswer(transaction);
	}

	/** What is thrown here, whoever called for the commit gets. */
	@Override
	public void afterRollback(TransactionExecution transaction, @Nullable Throwable rollbackFailure) {
		requireAnswer(transaction);
	}

	private void requireAnswer(TransactionExecution transaction) {
		WatchedCommit commit = WatchedCommit.find(transaction);
		SQLException failure = (commit != null) ? commit.failure() : null;
		if (failure != null && this.failures.isUnanswered(failure)) {
			String name = transaction.getTransactionName();
			throw this.failures.errors().translateCommit(name.isEmpty() ? NAMELESS : name, failure);
		}
	}

}
