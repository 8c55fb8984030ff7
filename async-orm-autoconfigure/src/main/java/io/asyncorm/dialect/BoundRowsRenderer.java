package io.asyncorm.dialect;

import java.util.ArrayList;
import java.util.List;

import io.asyncorm.sql.SqlExpression;
import io.asyncorm.sql.SqlStatement;
import io.asyncorm.sql.TableName;
import org.jspecify.annotations.Nullable;

/**
 * Renders writes of rows that are bound as arrays, one for each column, as PostgreSQL has
 * them: {@code unnest} makes rows of them.
 */
final class BoundRowsRenderer {

	private final SqlText out;

	private final Spelling spelling;

	private final WriteRenderer writes;

	/** The arrays, in the order in which values of theirs were first written. */
	private final List<SqlExpression.Parameter> arrays = new ArrayList<>();

	BoundRowsRenderer(SqlText out, Spelling spelling, WriteRenderer writes) {
		this.out = out;
		this.spelling = spelling;
		this.writes = writes;
	}

	/**
	 * RETURNING promises no order: the input is numbered, its keys are drawn beforehand,
	 * and the stored rows are joined back to it by them. A full join, since a statement
	 * that is planned for any number of rows might choose nested loops otherwise.
	 */
	void insert(SqlStatement.InsertMany many) {
		SqlStatement.Insert insert = many.insert();
		if (insert.returning().isEmpty()) {
			insertFrom(many, () -> {
				values(many, "");
				this.out.append(" ORDER BY \"u\".\"n\"");
			});
			return;
		}
		this.out.append("WITH \"i\" AS (");
		values(many, ", \"u\".\"n\"");
		this.out.append("), \"w\" AS (");
		insertFrom(many, () -> {
			this.out.append("SELECT ").append((many.drawn() != null) ? "\"k\", " : "");
			this.out.list(insert.columns(), ", ", (column) -> this.out.append(place(many, column)));
			this.out.append(" FROM \"i\" ORDER BY \"n\"");
		});
		this.out.append(" RETURNING ").names(insert.returning()).append(") SELECT \"i\".\"n\"");
		insert.returning().forEach((column) -> this.out.append(", \"w\".").name(column));
		this.out.append(" FROM \"i\" FULL JOIN \"w\" ON ").list(many.matched(), " AND ", (column) -> {
			this.out.append("\"w\".").name(column).append(" = \"i\".").append(place(many, column));
		});
		this.out.append(" ORDER BY \"i\".\"n\"");
	}

	void update(SqlStatement.UpdateMany update) {
		this.out.append("UPDATE ").table(update.table()).append(" SET ");
		this.out.withRows(this::column,
				() -> this.out.<SqlStatement.Assignment>list(update.assignments(), ", ", (assignment) -> {
					this.out.name(assignment.column()).append(" = ");
					this.writes.expressions().inferred(assignment.value());
				}));
		this.out.append(" FROM unnest(");
		this.arrays.forEach((array) -> {
			array(array);
			this.out.append(", ");
		});
		SqlExpression.ArrayParameter keys = update.keys();
		SqlExpression.Parameter key = new SqlExpression.Parameter(keys.slot(), keys.elementType(), keys.column());
		this.out.parameter(keys, "?").append(") AS \"u\" (");
		this.arrays.forEach((array) -> this.out.append(name(array)).append(", "));
		this.out.append(name(key)).append(") WHERE ");
		this.writes.expressions().inferred(update.key());
		this.out.append(" = ");
		this.out.withRows(this::qualified, () -> this.writes.expressions().inferred(key));
		if (update.where() != null) {
			this.out.append(" AND (");
			this.writes.expressions().condition(update.where());
			this.out.append(")");
		}
	}

	private void insertFrom(SqlStatement.InsertMany many, Runnable source) {
		List<String> columns = new ArrayList<>(many.insert().columns());
		if (many.drawn() != null) {
			columns.add(0, many.drawn().column());
		}
		this.writes.insertInto(many.insert().table(), columns);
		this.out.append((many.drawn() != null) ? " OVERRIDING SYSTEM VALUE " : " ");
		source.run();
		conflict(many.conflict());
	}

	private void conflict(SqlStatement.@Nullable Conflict conflict) {
		if (conflict == null) {
			return;
		}
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
			this.writes.expressions().inferred(counted.value());
		}
	}

	/** Writes the rows of the arrays, with keys that are drawn. */
	private void values(SqlStatement.InsertMany many, String number) {
		SqlStatement.Insert insert = many.insert();
		this.out.append("SELECT ");
		if (many.drawn() != null) {
			draw(insert.table(), many.drawn());
			this.out.append(" AS \"k\", ");
		}
		for (int i = 0; i < insert.values().size(); i++) {
			this.out.append((i > 0) ? ", " : "");
			SqlExpression value = insert.values().get(i);
			this.out.withRows(this::column, () -> this.writes.expressions().inferred(value));
			this.out.append(" AS ").append(place(many, insert.columns().get(i)));
		}
		this.out.append(number).append(" FROM unnest(").list(this.arrays, ", ", this::array);
		this.out.append(") WITH ORDINALITY AS \"u\" (");
		this.arrays.forEach((array) -> this.out.append(name(array)).append(", "));
		this.out.append("\"n\")");
	}

	/** The sequence is looked up once, and not for each row. */
	private void draw(TableName table, SqlStatement.Drawn drawn) {
		if (drawn.sequence() != null) {
			this.writes.expressions().output(new SqlExpression.NextValue(drawn.sequence()));
			return;
		}
		this.out.append("nextval((SELECT CAST(pg_get_serial_sequence(" + this.spelling.text(this.out.quoted(table))
				+ ", " + this.spelling.text(drawn.column()) + ") AS regclass)))");
	}

	private static String place(SqlStatement.InsertMany many, String column) {
		boolean drawn = many.drawn() != null && many.drawn().column().equals(column);
		return drawn ? "\"k\"" : "\"c" + many.insert().columns().indexOf(column) + "\"";
	}

	private String column(SqlExpression.Parameter parameter) {
		if (this.arrays.stream().noneMatch((array) -> array.slot() == parameter.slot())) {
			this.arrays.add(parameter);
		}
		return qualified(parameter);
	}

	private String qualified(SqlExpression.Parameter parameter) {
		return "\"u\"." + name(parameter);
	}

	private static String name(SqlExpression.Parameter parameter) {
		return "\"v" + parameter.slot() + "\"";
	}

	/** The type of an array goes with it, so that it needs no cast. */
	private void array(SqlExpression.Parameter array) {
		this.out.parameter(new SqlExpression.ArrayParameter(array.slot(), array.type(), array.column()), "?");
	}

}
