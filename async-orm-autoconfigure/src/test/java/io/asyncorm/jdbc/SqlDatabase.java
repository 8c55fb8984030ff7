package io.asyncorm.jdbc;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import javax.sql.DataSource;

import io.asyncorm.assembly.Assembly;
import io.asyncorm.compiler.Extraction;
import io.asyncorm.compiler.QueryCompiler;
import io.asyncorm.dialect.Dialect;
import io.asyncorm.lookup.LookupRegistry;
import io.asyncorm.mapping.JsonFormat;
import io.asyncorm.model.ModelRegistry;
import io.asyncorm.plan.Operation;
import io.asyncorm.plan.OperationDispatcher;
import io.asyncorm.plan.SqlRows;
import io.asyncorm.queryset.QuerySetRelations;
import io.asyncorm.queryset.QuerySets;
import io.asyncorm.tagging.StatementTags;

/**
 * Makes executors, and operations out of plain SQL.
 */
final class SqlDatabase {

	private SqlDatabase() {
	}

	/** An executor on a pool; the models are those that objects are made of. */
	static JdbcOperationExecutor executor(DataSource pool, Class<?>... models) {
		Assembly assembly = Assembly.of(pool, ModelRegistry.of(List.of(models)));
		QuerySets querySets = assembly.querySets(new NoDispatcher());
		return assembly.executor(assembly.relations(() -> querySets));
	}

	/** What compiles writes of no model. */
	static WriteStatements statements(Dialect dialect) {
		QuerySets querySets = new QuerySets(ModelRegistry.of(List.of()), LookupRegistry.standard(), new NoDispatcher());
		return new WriteStatements(new QueryCompiler(), dialect, new QuerySetRelations(() -> querySets),
				JsonFormat.detect(), () -> Extraction.of(Integer.MAX_VALUE));
	}

	static StatementRunner runner(Dialect dialect) {
		return new StatementRunner(new ParameterBinder(dialect, ModelRegistry.of(List.of()), JsonFormat.detect()),
				new SqlLog(dialect.errors(), null), StatementTags.NONE);
	}

	/** The first column of the first row. */
	static <V> Operation<V> scalar(Class<V> type, String sql, Object... values) {
		return new Operation.Sql<>("Test.asql", sql, List.of(values),
				new SqlRows.Scalars<V, V>(type, (rows) -> rows.get(0)));
	}

	/** The number of rows that a statement changes. */
	static Operation<Long> change(String sql, Object... values) {
		return new Operation.Sql<>("Test.asql", sql, List.of(values), new SqlRows.Changed<>((count) -> count));
	}

	/** Objects that were read are not asked to read on. */
	private static final class NoDispatcher implements OperationDispatcher {

		@Override
		public <R> CompletableFuture<R> dispatch(Operation<R> operation) {
			throw new IllegalStateException("Nothing is read on: " + operation.name());
		}

	}

}
