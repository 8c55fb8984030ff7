package io.asyncorm.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.assembly.Assembly;
import io.asyncorm.dialect.AdvisoryLocks;
import io.asyncorm.dialect.EngineSettings;
import io.asyncorm.model.AttributeConverter;
import io.asyncorm.model.ModelRegistry;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.plan.Operation;
import io.asyncorm.plan.OperationDispatcher;
import io.asyncorm.plan.OperationSession;
import io.asyncorm.query.QuerySet;
import io.asyncorm.queryset.ModelWrites;
import io.asyncorm.queryset.QuerySets;
import io.asyncorm.testdatabase.TestDatabase;
import io.asyncorm.testdatabase.TestEngine;
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

	private final EngineSettings engine;

	private final Assembly assembly;

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

	/** An engine that may not be able to do everything. */
	WriteDatabase(TestEngine engine, Class<?>... models) {
		this(engine.database().create(10), engine.known(), models);
	}

	/** For tests that change rows only: see {@link KeptDatabase}. */
	static WriteDatabase kept(TestEngine engine, Class<?>... models) {
		return new WriteDatabase(KeptDatabase.of(engine, models), engine.known(), models);
	}

	/** Connections to an engine that may not be able to do everything. */
	WriteDatabase(HikariDataSource pool, EngineSettings engine, Class<?>... models) {
		this(withLockTable(pool, engine), engine, ModelRegistry.of(List.of(models)));
		createTables();
	}

	private static HikariDataSource withLockTable(HikariDataSource pool, EngineSettings engine) {
		if (engine.advisoryLocks() == AdvisoryLocks.TABLE) {
			new JdbcTemplate(pool).execute("create table if not exists async_orm_lock (id bigint primary key)");
		}
		return pool;
	}

	private WriteDatabase(HikariDataSource pool, ModelRegistry models) {
		this(pool, EngineSettings.DETECTED, models);
	}

	private WriteDatabase(HikariDataSource pool, EngineSettings engine, ModelRegistry models) {
		this.pool = pool;
		this.engine = engine;
		this.jdbc = new JdbcTemplate(this.pool);
		this.assembly = Assembly.of(this.pool, DataSourceDialects.of(this.pool).with(engine), models);
		this.querySets = this.assembly.querySets(this);
		this.executor = this.assembly.executor(this.assembly.relations(() -> this.querySets));
	}

	private void createTables() {
		this.assembly.schema(SchemaAction.CREATE).start();
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
		return new WriteDatabase(this.pool, this.engine, ModelRegistry.of(List.of(models)));
	}

	/** The same database by other connections, which are closed with the result. */
	WriteDatabase on(HikariDataSource pool, EngineSettings engine, Class<?>... models) {
		return new WriteDatabase(pool, engine, ModelRegistry.of(List.of(models)));
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

	/** Other tables are there than those of the models. */
	void changeTables(String... statements) {
		KeptDatabase.forget(this.pool);
		for (String statement : statements) {
			this.jdbc.execute(statement);
		}
	}

	@Override
	public void close() {
		if (!KeptDatabase.keeps(this.pool)) {
			this.pool.close();
		}
	}

}
