package io.asyncorm.jdbc;

import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.asyncorm.compiler.AggregateQuery;
import io.asyncorm.compiler.Parameterized;
import io.asyncorm.dialect.Dialect;
import io.asyncorm.persistence.WriteExecutor;
import io.asyncorm.plan.Effects;
import io.asyncorm.plan.Operation;
import io.asyncorm.plan.OperationDispatcher;
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

	private final WriteStatements written;

	private final WriteExecutor writes;

	ShownStatements(Dialect dialect, ReadStatements reads, TenantStatements tenants, StatementRunner runner,
			SqlFrames frames, WriteStatements written, WriteExecutor writes) {
		this.dialect = dialect;
		this.reads = reads;
		this.tenants = tenants;
		this.runner = runner;
		this.frames = frames;
		this.written = written;
		this.writes = writes;
	}

	/**
	 * The text of the statement that it would send, and of a write, of all that it may
	 * send; empty if it would send none.
	 */
	String sql(Operation<?> operation) {
		return Effects.writes(operation) && !(operation instanceof Operation.Sql) ? writes(operation)
				: reads(operation);
	}

	/**
	 * What is executed notes its statements: once where a row is there, once where not.
	 */
	private String writes(Operation<?> operation) {
		Set<String> texts = new LinkedHashSet<>();
		for (boolean found : new boolean[] { true, false }) {
			ShownWrites session = new ShownWrites(this.written, found);
			try {
				texts.addAll(session.of(() -> execute(operation, session)));
			}
			catch (SQLException ex) {
				throw new IllegalStateException("A statement that is shown is not sent", ex);
			}
		}
		return String.join(OperationDispatcher.BETWEEN, texts);
	}

	private Object execute(Operation<?> operation, ShownWrites session) throws SQLException {
		return switch (operation) {
			case Operation.Create<?> create ->
				this.writes.create(new Operation.Create<>(create.name(), create.model(), create.values()), session);
			case Operation.UpdateAll update -> this.writes.updateAll(update, session);
			case Operation.DeleteAll delete -> this.writes.deleteAll(delete, session);
			case Operation.Upsert<?, ?> upsert -> this.writes.upsert(accepted(upsert), session);
			default -> throw new IllegalArgumentException(
					"What '" + operation.name() + "' sends depends on more than its values");
		};
	}

	/** Values that stand for others may be such that the model refuses them. */
	private static <M, R> Operation.Upsert<M, R> accepted(Operation.Upsert<M, R> upsert) {
		return new Operation.Upsert<>(upsert.name(), upsert.model(), upsert.matching(), upsert.lookup(), upsert.key(),
				upsert.changes(), upsert.insert(), upsert.result());
	}

	private String reads(Operation<?> operation) {
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
