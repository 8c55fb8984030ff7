package io.asyncorm.dialect;

import io.asyncorm.sql.ReturnedColumn;
import io.asyncorm.sql.SqlQuery;
import io.asyncorm.sql.SqlStatement;
import org.springframework.util.Assert;

/**
 * Renders the upsert in one statement, as PostgreSQL has it.
 */
final class PostgresUpsert {

	private PostgresUpsert() {
	}

	/**
	 * Updates first and inserts what was not there. ({@code ON CONFLICT DO UPDATE} would
	 * check NOT NULL before the conflict, and use up a sequence value for each row that
	 * is there.)
	 */
	static void write(SqlText out, SqlStatement.Upsert upsert, WriteRenderer writes) {
		SqlStatement.Insert insert = upsert.insert();
		Assert.isTrue(!upsert.conflict().isEmpty() && !upsert.returning().isEmpty() && !insert.columns().isEmpty(),
				"An upsert needs a key, columns to insert and columns to give back");
		out.append("WITH \"u\" AS (");
		existing(upsert, writes);
		out.append("), \"i\" AS (");
		writes.insertInto(insert);
		out.append(" SELECT ").list(insert.values(), ", ", writes.expressions()::output);
		out.append(" WHERE NOT EXISTS (SELECT 1 FROM \"u\") ON CONFLICT (").names(upsert.conflict());
		out.append(") DO NOTHING RETURNING ");
		writes.stored(upsert.returning()).append(") SELECT FALSE AS \"created\", ");
		writes.returned(upsert.returning()).append(" FROM \"u\" UNION ALL SELECT TRUE, ");
		writes.returned(upsert.returning()).append(" FROM \"i\"");
	}

	private static void existing(SqlStatement.Upsert upsert, WriteRenderer writes) {
		switch (upsert.existing()) {
			case SqlStatement.Update update ->
				writes.update(new SqlStatement.Update(update.table(), update.assignments(), update.where(),
						upsert.returning().stream().map(ReturnedColumn::plain).toList()));
			case SqlQuery query -> writes.expressions().queries().write(query);
			case SqlStatement.Insert other -> throw unexpected(other);
			case SqlStatement.InsertSelect other -> throw unexpected(other);
			case SqlStatement.Delete other -> throw unexpected(other);
			case SqlStatement.Upsert other -> throw unexpected(other);
			case SqlStatement.InsertRows other -> throw unexpected(other);
			case SqlStatement.InsertMany other -> throw unexpected(other);
			case SqlStatement.UpdateMany other -> throw unexpected(other);
			case SqlStatement.UpsertMany other -> throw unexpected(other);
			case SqlStatement.SelectMany other -> throw unexpected(other);
			case SqlStatement.DrawKeys other -> throw unexpected(other);
			case SqlStatement.Copy other -> throw unexpected(other);
		}
	}

	private static IllegalArgumentException unexpected(SqlStatement statement) {
		return new IllegalArgumentException(
				"An upsert begins with an update or a select, not with: " + statement.getClass().getSimpleName());
	}

}
