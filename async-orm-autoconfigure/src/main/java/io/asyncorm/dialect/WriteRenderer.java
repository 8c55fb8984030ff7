package io.asyncorm.dialect;

import java.util.List;

import io.asyncorm.sql.ReturnedColumn;
import io.asyncorm.sql.SqlCondition;
import io.asyncorm.sql.SqlStatement;
import io.asyncorm.sql.SqlType;
import io.asyncorm.sql.TableName;
import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

/**
 * Renders statements that change rows: INSERT, UPDATE, DELETE and upserts.
 */
final class WriteRenderer {

	private final SqlText out;

	private final Spelling spelling;

	private final ExpressionRenderer expressions;

	WriteRenderer(SqlText out, Spelling spelling, ExpressionRenderer expressions) {
		this.out = out;
		this.spelling = spelling;
		this.expressions = expressions;
	}

	ExpressionRenderer expressions() {
		return this.expressions;
	}

	void insert(SqlStatement.Insert insert) {
		returning(insert.returning(), () -> {
			insertInto(insert);
			if (insert.columns().isEmpty()) {
				this.out.append(this.spelling.writes().noValues());
			}
			else {
				this.out.append(" VALUES (").list(insert.values(), ", ", this.expressions::inferred).append(")");
			}
		});
	}

	void insertRows(SqlStatement.InsertRows insert) {
		returning(insert.returning(), () -> {
			insertInto(insert.table(), insert.columns());
			this.out.append(" VALUES ").list(insert.rows(), ", ", (row) -> {
				this.out.append("(").list(row, ", ", this.expressions::inferred).append(")");
			});
			SqlStatement.Conflict conflict = insert.conflict();
			if (conflict != null && this.spelling.dialect().capabilities().duplicateKeyUpdates()) {
				onDuplicateKey(insert, conflict);
			}
			else {
				onConflict(conflict);
			}
		});
	}

	/**
	 * INSERT IGNORE would make warnings of all errors, so that what is to be left as it
	 * is gets the value that it has.
	 */
	private void onDuplicateKey(SqlStatement.InsertRows insert, SqlStatement.Conflict conflict) {
		this.out.append(" ON DUPLICATE KEY UPDATE ");
		if (conflict.updated().isEmpty()) {
			String column = insert.columns().get(0);
			this.out.name(column).append(" = ").table(insert.table()).append(".").name(column);
		}
		this.out.list(conflict.updated(), ", ",
				(column) -> this.out.name(column).append(" = VALUES(").name(column).append(")"));
		if (conflict.counted() != null) {
			this.out.append(", ").name(conflict.counted().column()).append(" = ");
			this.expressions.inferred(conflict.counted().value());
		}
	}

	/** Writes what an insert does with a row whose key is taken. */
	void onConflict(SqlStatement.@Nullable Conflict conflict) {
		if (conflict == null) {
			return;
		}
		Dialect dialect = this.spelling.dialect();
		Assert.isTrue(dialect.capabilities().upserts().hasOnConflict(),
				() -> dialect.name() + " has no ON CONFLICT; its capabilities say so");
		this.out.append(" ON CONFLICT ");
		if (!conflict.unique().isEmpty()) {
			this.out.append("(").names(conflict.unique()).append(") ");
		}
		if (conflict.updated().isEmpty()) {
			this.out.append("DO NOTHING");
			return;
		}
		this.out.append("DO UPDATE SET ").list(conflict.updated(), ", ", (column) -> {
			this.out.name(column).append(" = EXCLUDED.").name(column);
		});
		SqlStatement.Assignment counted = conflict.counted();
		if (counted != null) {
			this.out.append(", ").name(counted.column()).append(" = ");
			this.expressions.inferred(counted.value());
		}
	}

	/** Writes INSERT INTO with its columns; the values follow. */
	void insertInto(SqlStatement.Insert insert) {
		insertInto(insert.table(), insert.columns());
	}

	/** Likewise, with these columns. */
	void insertInto(TableName table, List<String> columns) {
		this.out.append("INSERT INTO ").table(table);
		if (!columns.isEmpty()) {
			this.out.append(" (").names(columns).append(")");
		}
	}

	void insertSelect(SqlStatement.InsertSelect insert) {
		Dialect dialect = this.spelling.dialect();
		Assert.isTrue(insert.conflict().isEmpty() || dialect.capabilities().upserts().hasOnConflict(),
				() -> dialect.name() + " has no insert that leaves out what is there; its capabilities say so");
		insertInto(insert.table(), insert.columns());
		this.out.append(" ");
		this.expressions.queries().write(insert.rows());
		if (!insert.conflict().isEmpty()) {
			this.out.append(" ON CONFLICT (").names(insert.conflict()).append(") DO NOTHING");
		}
	}

	void update(SqlStatement.Update update) {
		returning(update.returning(), () -> {
			this.spelling.writes().beginUpdate(this.out, update);
			this.out.list(update.assignments(), ", ", (assignment) -> {
				this.out.name(assignment.column()).append(" = ");
				this.expressions.inferred(assignment.value());
			});
			where(update.where());
		});
	}

	void delete(SqlStatement.Delete delete) {
		this.spelling.writes().beginDelete(this.out, delete);
		where(delete.where());
	}

	private void where(@Nullable SqlCondition condition) {
		if (condition != null) {
			this.out.append(" WHERE ");
			this.expressions.condition(condition);
		}
	}

	private void returning(List<ReturnedColumn> columns, Runnable write) {
		if (columns.isEmpty()) {
			write.run();
		}
		else {
			this.spelling.writes().returning(this.out, () -> returned(columns), write);
		}
	}

	/** Columns as the result has them, with commas between them. */
	SqlText returned(List<ReturnedColumn> columns) {
		return this.out.list(columns, ", ", (column) -> {
			returned(column, () -> this.out.name(column.name()));
			if (column.readAs() != null) {
				this.out.append(" AS ").name(column.name());
			}
		});
	}

	/** A column as the result has it. */
	void returned(ReturnedColumn column, Runnable stored) {
		SqlType type = column.readAs();
		if (type == null) {
			stored.run();
			return;
		}
		this.out.append("CAST(");
		stored.run();
		this.out.append(" AS ").append(this.spelling.dialect().columnType(type)).append(")");
	}

	/** Columns as the table has them, with commas between them. */
	SqlText stored(List<ReturnedColumn> columns) {
		return this.out.list(columns, ", ", (column) -> this.out.name(column.name()));
	}

}
