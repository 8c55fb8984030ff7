package io.asyncorm.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.compiler.QueryCompiler;
import io.asyncorm.dialect.Dialect;
import io.asyncorm.dialect.Dialects;
import io.asyncorm.lookup.LookupRegistry;
import io.asyncorm.mapping.JsonFormat;
import io.asyncorm.model.AttributeConverter;
import io.asyncorm.model.ModelRegistry;
import io.asyncorm.plan.Operation;
import io.asyncorm.plan.OperationDispatcher;
import io.asyncorm.plan.OperationSession;
import io.asyncorm.query.QuerySet;
import io.asyncorm.queryset.ModelWrites;
import io.asyncorm.queryset.QuerySetRelations;
import io.asyncorm.queryset.QuerySets;
import io.asyncorm.schema.SchemaGenerator;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A fresh database with tables for models, on which operations run at once on the calling
 * thread, and throw what goes wrong.
 */
final class WriteDatabase implements OperationDispatcher, AutoCloseable {

	private final HikariDataSource pool;

	private final JdbcOperationExecutor executor;

	private final QuerySets querySets;

	private final JdbcTemplate jdbc;

	WriteDatabase(TestDatabase database, Class<?>... models) {
		this(database.create(10), models);
	}

	/** With converters that are used for every property of their type. */
	WriteDatabase(TestDatabase database, List<AttributeConverter<?, ?>> converters, Class<?>... models) {
		this(database.create(10), ModelRegistry.of(List.of(models), converters));
		createTables();
	}

	/** Connections with settings of their own. */
	WriteDatabase(HikariDataSource pool, Class<?>... models) {
		this(pool, ModelRegistry.of(List.of(models)));
		createTables();
	}

	private WriteDatabase(HikariDataSource pool, ModelRegistry models) {
		this.pool = pool;
		this.jdbc = new JdbcTemplate(this.pool);
		this.querySets = new QuerySets(models, LookupRegistry.standard(), this);
		this.executor = new JdbcOperationExecutor(this.pool, dialect(this.pool), models,
				new QueryCompiler(LookupRegistry.standard()), new QuerySetRelations(() -> this.querySets),
				JsonFormat.detect());
	}

	private void createTables() {
		new SchemaGenerator(dialect(this.pool)).create(this.querySets.models(), Set.of()).forEach(this.jdbc::execute);
	}

	/**
	 * Opens all connections of the pool, so that callers at the same time are really at
	 * the same time.
	 */
	void warmUp() throws SQLException {
		List<Connection> connections = new ArrayList<>();
		for (int i = 0; i < this.pool.getMaximumPoolSize(); i++) {
			connections.add(this.pool.getConnection());
		}
		for (Connection connection : connections) {
			connection.close();
		}
	}

	/** Other models on the same database, whose tables are there. */
	WriteDatabase withModels(Class<?>... models) {
		return new WriteDatabase(this.pool, ModelRegistry.of(List.of(models)));
	}

	private static Dialect dialect(HikariDataSource pool) {
		try (Connection connection = pool.getConnection()) {
			return Dialects.of(connection.getMetaData());
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public <R> CompletableFuture<R> dispatch(Operation<R> operation) {
		OperationSession session = this.executor.joinsCallerTransaction() ? this.executor.joinCallerTransaction()
				: this.executor.openSession();
		try {
			return CompletableFuture.completedFuture(session.execute(operation));
		}
		finally {
			session.release();
		}
	}

	<M> QuerySet<M> all(Class<M> model) {
		return this.querySets.of(model);
	}

	<M> ModelWrites<M> writes(Class<M> model) {
		return this.querySets.writes(model);
	}

	QuerySets querySets() {
		return this.querySets;
	}

	JdbcTemplate jdbc() {
		return this.jdbc;
	}

	/** Runs something in a transaction of the calling thread. */
	<R extends @Nullable Object> R inTransaction(int isolation, Supplier<R> work) {
		TransactionTemplate template = new TransactionTemplate(new JdbcTransactionManager(this.pool));
		template.setIsolationLevel(isolation);
		return template.execute((status) -> work.get());
	}

	@Override
	public void close() {
		this.pool.close();
	}

}
