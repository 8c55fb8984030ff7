package io.asyncorm.jdbc;

import java.sql.SQLException;
import java.util.List;

import io.asyncorm.compiler.AggregateQuery;
import io.asyncorm.compiler.Parameterized;
import io.asyncorm.dialect.Dialect;
import io.asyncorm.plan.Operation;
import io.asyncorm.plan.StatementDescription;

/**
 * The statements of operations that are shown and described, and not run, whatever tenant
 * is current. Safe for use by several threads.
 */
final class ShownStatements {

	private final Dialect dialect;

	private final ReadStatements reads;

	private final TenantStatements tenants;

	private final StatementRunner runner;

	private final SqlFrames frames;

	ShownStatements(Dialect dialect, ReadStatements reads, TenantStatements tenants, StatementRunner runner,
			SqlFrames frames) {
		this.dialect = dialect;
		this.reads = reads;
		this.tenants = tenants;
		this.runner = runner;
		this.frames = frames;
	}

	/** The text of the statement that it would send; empty if it would send none. */
	String sql(Operation<?> operation) {
		return switch (operation) {
			case Operation.Sql<?> sql -> this.frames.shown(sql).sql();
			case Operation.Queried<?> queried ->
				OperationRunner.hasNoRows(queried) ? "" : OperationRunner.ready(queried, this.reads).sql().shape();
			default -> throw new IllegalArgumentException("'" + operation.name() + "' may send several statements");
		};
	}

	/** What the database says of the statement that it would send. */
	StatementDescription describe(Operation.Describe describe, OperationConnection connection) throws SQLException {
		if (!this.dialect.parsesAlone(connection.jdbc())) {
			return StatementDescription.UNKNOWN;
		}
		StatementDescriber describer = new StatementDescriber(this.runner, this.dialect.errors(), connection);
		return switch (describe.described()) {
			case Operation.Sql<?> sql -> {
				Operation.Sql<?> own = this.frames.shown(this.tenants.described(sql));
				yield describer.describe(describe.name(), own.sql(), own.values().size(), SentValues.of(own.values()));
			}
			case Operation.Queried<?> queried when !OperationRunner.hasNoRows(queried) -> {
				ReadStatements.Ready ready = OperationRunner.ready(queried, this.reads);
				yield describer.describe(describe.name(), ready.sql(), ready.values());
			}
			case Operation.Aggregate<?> aggregate when aggregate.emptyResultValues() == null -> {
				Parameterized<AggregateQuery> query = OperationRunner.parameterized(aggregate, this.tenants.shown());
				yield describer.describe(describe.name(), this.reads.aggregates(query.template()).sql(),
						query.values());
			}
			default -> StatementDescription.of(List.of());
		};
	}

}
