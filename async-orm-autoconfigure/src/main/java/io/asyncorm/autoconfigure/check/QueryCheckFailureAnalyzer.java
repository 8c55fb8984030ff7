package io.asyncorm.autoconfigure.check;

import io.asyncorm.autoconfigure.FaultReport;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Reports at startup every query that does not fit the database.
 */
final class QueryCheckFailureAnalyzer extends AbstractFailureAnalyzer<QueryCheckException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, QueryCheckException cause) {
		return FaultReport.of(
				"Queries do not fit the database, which has parsed each of them (async-orm.queries.check)",
				cause.faults().stream().map(QueryFault::toString).toList(), "queries", cause);
	}

}
