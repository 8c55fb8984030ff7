package io.asyncorm.jdbc;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

import javax.sql.DataSource;

import io.asyncorm.compiler.QueryCompiler;
import io.asyncorm.dialect.Dialect;
import io.asyncorm.mapping.JsonFormat;
import io.asyncorm.model.ModelRegistry;
import io.asyncorm.model.RelationFactory;
import io.asyncorm.plan.CurrentTenant;
import io.asyncorm.plan.ExecutionObserver;
import io.asyncorm.plan.Operation;
import io.asyncorm.plan.OperationExecutor;
import io.asyncorm.plan.OperationSession;
import io.asyncorm.query.MergeKind;
import io.asyncorm.query.OperationRouting;
import io.asyncorm.tagging.StatementTags;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.util.Assert;

/**
 * Runs operations on the connections of a {@code DataSource}. Safe for use by several
 * threads.
 *
 * @since 0.1.0
 */
public final class JdbcOperationExecutor implements OperationExecutor {

	/** What transactions are bound to. */
	private final DataSource dataSource;

	/** Where the connections of lanes come from. */
	private final DataSource connections;

	private final TransactionFailures failures;

	private final OperationRunner operations;

	private final FormerPrimary former;

	private final @Nullable OperationRouting routing;

	private final Set<MergeKind> mergeable;

	private final boolean tellsCallers;

	public JdbcOperationExecutor(DataSource dataSource, Dialect dialect, ModelRegistry models, QueryCompiler compiler,
			RelationFactory relations, JsonFormat json) {
		this(dataSource, null, dialect, models, compiler, relations, json, null, StatementTags.NONE, null,
				CurrentTenant.NONE, null, null);
	}

	/**
	 * Creates an executor that warns of slow statements, and may be one of several.
	 * @param dataSource what transactions are bound to
	 * @param replica where connections come from that only read; null if they come from
	 * the data source
	 * @param slow from when on a statement is slow; null if none is
	 * @param tags what statements say of their callers
	 * @param routing tells by what key connections are chosen; null if by none
	 * @param tenants tells which tenant is current
	 * @param name what errors call the data source; null if there is no other
	 * @param observer is told of connections and statements; null if nobody is
	 */
	public JdbcOperationExecutor(DataSource dataSource, @Nullable DataSource replica, Dialect dialect,
			ModelRegistry models, QueryCompiler compiler, RelationFactory relations, JsonFormat json,
			@Nullable Duration slow, StatementTags tags, @Nullable OperationRouting routing, CurrentTenant tenants,
			@Nullable String name, @Nullable ExecutionObserver observer) {
		Assert.notNull(dataSource, "'dataSource' must not be null");
		this.failures = new TransactionFailures(dataSource, dialect, models, name, observer);
		this.dataSource = this.failures.dataSource();
		this.connections = (replica != null) ? replica : this.dataSource;
		this.former = new FormerPrimary(this.connections);
		this.routing = routing;
		this.tellsCallers = tags.tellSites() || isTold(observer);
		this.mergeable = mergeable(dialect.capabilities());
		this.operations = new OperationRunner(dialect, models, compiler, relations, json,
				new SqlLog(dialect.errors(), slow, observer,
						new SlowStatementServers(this.connections, dialect.errors(),
								new ParameterBinder(dialect, models, json)),
						// a replica locks nothing, and has processes of its own
						(replica != null) ? null : LockTrails.of(dialect, observer)),
				tags, this.failures.errors(), tenants);
	}

	/** Whether each statement's line is kept, for what may be told of it later. */
	private static boolean isTold(@Nullable ExecutionObserver observer) {
		return observer != null && (observer.idleFrom() != Long.MAX_VALUE || observer.locks() != null);
	}

	@Override
	public boolean joinsCallerTransaction() {
		return TransactionSynchronizationManager.isActualTransactionActive()
				&& TransactionSynchronizationManager.getResource(this.dataSource) instanceof ConnectionHolder;
	}

	@Override
	public Object transactionKey() {
		return this.dataSource;
	}

	@Override
	public OperationSession joinCallerTransaction() {
		if (this.routing != null) {
			TransactionRoute.require(this.dataSource, this.routing);
		}
		this.operations.log().holding(this.dataSource);
		return endCallerTransaction();
	}

	@Override
	public OperationSession endCallerTransaction() {
		return new CallerSession(this.dataSource, this.failures, this.operations, this.former);
	}

	@Override
	public OperationSession openSession() {
		return new JdbcOperationSession(this.connections, this.dataSource, this.operations, this.failures.errors(),
				this.former);
	}

	@Override
	public String sql(Operation<?> operation) {
		return this.operations.sql(operation);
	}

	@Override
	public Set<MergeKind> mergeable() {
		return this.mergeable;
	}

	@Override
	public boolean tellsCallers() {
		return this.tellsCallers;
	}

	/**
	 * Rows that are not bound as arrays would have a statement for each number of rows.
	 */
	private static Set<MergeKind> mergeable(Dialect.Capabilities capabilities) {
		Set<MergeKind> kinds = EnumSet.of(MergeKind.LOOKUPS);
		if (capabilities.boundRows()) {
			kinds.add(MergeKind.LISTS);
			kinds.add(MergeKind.CREATES);
		}
		if (capabilities.boundRows() && capabilities.upserts().isOneStatement()) {
			kinds.add(MergeKind.UPSERTS);
		}
		return Collections.unmodifiableSet(kinds);
	}

}
