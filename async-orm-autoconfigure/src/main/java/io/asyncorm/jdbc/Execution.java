package io.asyncorm.jdbc;

import java.sql.SQLException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;

import io.asyncorm.persistence.SqlWork;
import org.jspecify.annotations.Nullable;

/**
 * A statement that is being executed while the thread that sent it works on. Used by that
 * thread.
 */
final class Execution<R extends @Nullable Object> {

	private final FutureTask<R> task;

	private Execution(FutureTask<R> task) {
		this.task = task;
	}

	static <R extends @Nullable Object> Execution<R> on(Executor threads, SqlWork<R> statement) {
		Execution<R> execution = new Execution<>(new FutureTask<>(statement::run));
		threads.execute(execution.task);
		return execution;
	}

	/**
	 * Waits for what the statement returns, whether or not the thread is interrupted: the
	 * connection is of no use to anybody before.
	 */
	R await() throws SQLException {
		boolean interrupted = false;
		try {
			while (true) {
				try {
					return this.task.get();
				}
				catch (InterruptedException ex) {
					interrupted = true;
				}
			}
		}
		catch (ExecutionException ex) {
			throw bare(ex);
		}
		finally {
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
		}
	}

	private static SQLException bare(ExecutionException failure) {
		return switch (failure.getCause()) {
			case SQLException error -> error;
			case RuntimeException error -> throw error;
			case Error error -> throw error;
			case null, default -> throw new IllegalStateException(failure);
		};
	}

}
