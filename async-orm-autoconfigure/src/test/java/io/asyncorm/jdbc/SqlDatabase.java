package io.asyncorm.jdbc;

import java.util.List;

import javax.sql.DataSource;

import io.asyncorm.compiler.QueryCompiler;
import io.asyncorm.lookup.LookupRegistry;
import io.asyncorm.mapping.JsonFormat;
import io.asyncorm.model.ModelRegistry;
import io.asyncorm.query.Operation;
import io.asyncorm.query.QuerySetRelations;
import io.asyncorm.query.SqlRows;

/**
 * Makes executors, and operations out of plain SQL.
 */
final class SqlDatabase {

	private SqlDatabase() {
	}

	/** An executor on a pool; the models are those that objects are made of. */
	static JdbcOperationExecutor executor(DataSource pool, Class<?>... models) {
		return new JdbcOperationExecutor(pool, DataSourceDialects.of(pool), ModelRegistry.of(List.of(models)),
				new QueryCompiler(LookupRegistry.standard()), new QuerySetRelations(() -> {
					throw new IllegalStateException("Nothing is read on");
				}), JsonFormat.detect());
	}

	/** The first column of the first row. */
	static <V> Operation<V> scalar(Class<V> type, String sql, Object... values) {
		return new Operation.Sql<>("Test.asql", sql, List.of(values), new SqlRows.Scalars<V, V>(type, (rows) -> rows.get(0)));
	}

	/** The number of rows that a statement changes. */
	static Operation<Long> change(String sql, Object... values) {
		return new Operation.Sql<>("Test.asql", sql, List.of(values), new SqlRows.Changed<>((count) -> count));
	}

}
