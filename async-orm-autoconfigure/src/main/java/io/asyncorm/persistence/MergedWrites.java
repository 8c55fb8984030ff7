package io.asyncorm.persistence;

import java.sql.SQLException;

import io.asyncorm.plan.MergedWrite;
import io.asyncorm.plan.Operation;

/**
 * Executes writes of several callers by one statement. Immutable and safe for use by
 * several threads.
 */
final class MergedWrites {

	private final BulkInserts inserts;

	private final UpsertExecutor upserts;

	MergedWrites(BulkInserts inserts, UpsertExecutor upserts) {
		this.inserts = inserts;
		this.upserts = upserts;
	}

	@SuppressWarnings("unchecked") // the case says what its write gives
	<R> R execute(Operation.WriteMerged<R> operation, WriteSession session) throws SQLException {
		return switch (operation.write()) {
			case MergedWrite.Creates<?> creates -> (R) this.inserts.executeMerged(operation.name(), creates, session);
			case MergedWrite.Upserts<?> upserts -> (R) this.upserts.executeMerged(operation.name(), upserts, session);
		};
	}

}
