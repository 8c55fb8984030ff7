package io.asyncorm.dialect;

import java.util.ArrayList;
import java.util.List;

import io.asyncorm.sql.ReturnedColumn;
import io.asyncorm.sql.SqlExpression;
import io.asyncorm.sql.SqlStatement;
import io.asyncorm.sql.TableName;

/**
 * Renders statements for rows that are bound as arrays, one for each column, as
 * PostgreSQL has them: {@code unnest} makes rows of them.
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

	void insert(SqlStatement.InsertMany many) {
		if (many.drawn() != null) {
			insertDrawn(many, many.drawn());
		}
		else if (many.checked() != null) {
			insertChecked(many, many.checked());
		}
		else if (many.insert().returning().isEmpty()) {
			insertOrdered(many);
		}
		else if (many.matched().isEmpty()) {
			insertOrdered(many);
			this.out.append(" RETURNING ");
			this.writes.returned(many.insert().returning());
		}
		else {
			insertMatched(many);
		}
	}

	/** The server makes keys for rows in their order. */
	private void insertOrdered(SqlStatement.InsertMany many) {
		insertFrom(many, () -> {
			values(many, "");
			this.out.append(" ORDER BY \"_u\".\"n\"");
		});
	}

	/**
	 * The condition is one for all rows, which is looked at before them, and where there
	 * are none. To fail, it casts a text that is no number; not one that the planner
	 * knows.
	 */
	private void insertChecked(SqlStatement.InsertMany many, SqlStatement.DrawnKey checked) {
		SqlStatement.Insert insert = many.insert();
		String key = "\"r" + insert.returning().stream().map(ReturnedColumn::name).toList().indexOf(checked.column())
				+ "\"";
		this.out.append("WITH \"_w\" (");
		resultNames(insert).append(") AS (");
		insertOrdered(many);
		this.out.append(" RETURNING ");
		this.writes.stored(insert.returning()).append(") SELECT ");
		results(insert, "\"_w\"").append(" FROM \"_w\" WHERE (SELECT CAST(CASE WHEN count(*) = ");
		this.writes.expressions().inferred(checked.rows());
		this.out.append(" AND bool_and(\"l\" IS NULL OR \"l\" < ").append(key).append(") THEN '1' ELSE ");
		this.out.append(this.spelling.text(SqlStatement.InsertMany.UNKNOWN_ROWS))
			.append(" END AS integer) FROM (SELECT ");
		this.out.append(key).append(", lag(").append(key).append(") OVER () AS \"l\" FROM \"_w\") AS \"_o\") = 1");
	}

	/** The names by place of what is returned. */
	SqlText resultNames(SqlStatement.Insert insert) {
		for (int i = 0; i < insert.returning().size(); i++) {
			this.out.append((i == 0) ? "" : ", ").append("\"r" + i + "\"");
		}
		return this.out;
	}

	/** What is returned, by these names. */
	SqlText results(SqlStatement.Insert insert, String written) {
		for (int i = 0; i < insert.returning().size(); i++) {
			String place = written + ".\"r" + i + "\"";
			this.out.append((i == 0) ? "" : ", ");
			this.writes.returned(insert.returning().get(i), () -> this.out.append(place));
		}
		return this.out;
	}

	/**
	 * RETURNING promises no order: the keys are drawn beforehand, as one more array, and
	 * come back together with the first of the rows. The arrays are unnested where values
	 * are selected, since the server keeps what functions in FROM return until its end.
	 */
	private void insertDrawn(SqlStatement.InsertMany many, SqlStatement.DrawnKey drawn) {
		SqlStatement.Insert insert = many.insert();
		List<String> columns = new ArrayList<>(insert.columns());
		columns.add(0, drawn.column());
		this.out.append("WITH \"_k\" AS (");
		draw(new SqlStatement.DrawKeys(insert.table(), drawn));
		this.out.append(") ");
		this.writes.insertInto(insert.table(), columns);
		this.out.append(" OVERRIDING SYSTEM VALUE SELECT \"_u\".\"key\"");
		insert.values().forEach((value) -> {
			this.out.append(", ");
			this.out.withRows(this::column, () -> this.writes.expressions().inferred(value));
		});
		this.out.append(" FROM (SELECT unnest((SELECT \"keys\" FROM \"_k\")) AS \"key\"");
		this.arrays.forEach((array) -> {
			this.out.append(", unnest(");
			array(array);
			this.out.append(") AS ").append(name(array));
		});
		this.out.append(") AS \"_u\" RETURNING ");
		this.writes.returned(insert.returning()).append(", CASE WHEN ").name(drawn.column());
		this.out.append(" = (SELECT \"keys\"[1] FROM \"_k\") THEN (SELECT \"keys\" FROM \"_k\") END");
	}

	/**
	 * The input is numbered, and the stored rows are joined back to it by their keys: the
	 * database says which are equal. A full join, since a statement that is planned for
	 * any number of rows might choose nested loops otherwise.
	 */
	private void insertMatched(SqlStatement.InsertMany many) {
		SqlStatement.Insert insert = many.insert();
		this.out.append("WITH \"_i\" AS (");
		values(many, ", \"_u\".\"n\"");
		this.out.append("), \"_w\" AS (");
		insertFrom(many, () -> {
			this.out.append("SELECT ").list(insert.columns(), ", ", (column) -> this.out.append(place(insert, column)));
			this.out.append(" FROM \"_i\" ORDER BY \"n\"");
		});
		this.out.append(" RETURNING ");
		this.writes.stored(insert.returning()).append(") SELECT \"_i\".\"n\"");
		insert.returning().forEach((column) -> {
			this.out.append(", ");
			this.writes.returned(column, () -> this.out.append("\"_w\".").name(column.name()));
		});
		this.out.append(" FROM \"_i\" FULL JOIN \"_w\" ON ").list(many.matched(), " AND ", (column) -> {
			this.out.append("\"_w\".").name(column).append(" = \"_i\".").append(place(insert, column));
		});
		this.out.append(" ORDER BY \"_i\".\"n\"");
	}

	String text(String value) {
		return this.spelling.text(value);
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
		this.out.list(update.matched(), ", ", (matched) -> array(element(matched)));
		this.out.append(update.numbered() ? ") WITH ORDINALITY AS \"_u\" (" : ") AS \"_u\" (");
		this.arrays.forEach((array) -> this.out.append(name(array)).append(", "));
		this.out.list(update.matched(), ", ", (matched) -> this.out.append(name(element(matched))));
		this.out.append(update.numbered() ? ", \"n\") WHERE " : ") WHERE ");
		this.out.list(update.matched(), " AND ", (matched) -> {
			this.writes.expressions().inferred(matched.column());
			this.out.append(" = ");
			this.out.withRows(this::qualified, () -> this.writes.expressions().inferred(element(matched)));
		});
		if (update.where() != null) {
			this.out.append(" AND (");
			this.writes.expressions().condition(update.where());
			this.out.append(")");
		}
		this.out.append(update.numbered() ? " RETURNING \"_u\".\"n\"" : "");
	}

	/**
	 * The server makes the select anew for each row of values, so that the rows of each
	 * come in its order. Which arrays there are is known when it is written.
	 */
	void select(SqlStatement.SelectMany select) {
		SqlText rows = this.out.part();
		rows.withRows(this::column, () -> new ExpressionRenderer(rows, this.spelling).queries().write(select.rows()));
		this.out.append("SELECT \"_r\".*, \"_u\".\"n\" FROM unnest(").list(this.arrays, ", ", this::array);
		this.out.append(") WITH ORDINALITY AS \"_u\" (");
		this.arrays.forEach((array) -> this.out.append(name(array)).append(", "));
		this.out.append("\"n\") CROSS JOIN LATERAL (").append(rows).append(") AS \"_r\"");
	}

	private static SqlExpression.Parameter element(SqlStatement.Matched matched) {
		SqlExpression.ArrayParameter values = matched.values();
		return new SqlExpression.Parameter(values.slot(), values.elementType(), values.column());
	}

	private void insertFrom(SqlStatement.InsertMany many, Runnable source) {
		this.writes.insertInto(many.insert());
		this.out.append(" ");
		source.run();
		this.writes.onConflict(many.conflict());
	}

	/** Writes the rows of the arrays. */
	private void values(SqlStatement.InsertMany many, String number) {
		rows(many.insert(), () -> {
		}, number);
	}

	/**
	 * Writes the rows of the arrays.
	 * @param further writes further columns
	 * @param number what follows these
	 */
	void rows(SqlStatement.Insert insert, Runnable further, String number) {
		this.out.append("SELECT ");
		for (int i = 0; i < insert.values().size(); i++) {
			this.out.append((i > 0) ? ", " : "");
			value(insert.values().get(i), place(insert, insert.columns().get(i)));
		}
		further.run();
		this.out.append(number).append(" FROM unnest(").list(this.arrays, ", ", this::array);
		this.out.append(") WITH ORDINALITY AS \"_u\" (");
		this.arrays.forEach((array) -> this.out.append(name(array)).append(", "));
		this.out.append("\"n\")");
	}

	void value(SqlExpression value, String name) {
		this.out.withRows(this::column, () -> this.writes.expressions().inferred(value));
		this.out.append(" AS ").append(name);
	}

	void draw(SqlStatement.DrawKeys draw) {
		this.out.append("SELECT array_agg(");
		next(draw.table(), draw.key());
		this.out.append(") AS \"keys\" FROM generate_series(1, ");
		this.writes.expressions().inferred(draw.key().rows());
		this.out.append(")");
	}

	/** What is copied follows the statement, and does not stand in it. */
	void copy(SqlStatement.Copy copy) {
		this.out.append("COPY ").table(copy.table()).append(" (").names(copy.columns()).append(") FROM STDIN");
		copy.values().forEach((values) -> this.out.parameter(values, ""));
	}

	/** The sequence is looked up once, and not for each row. */
	private void next(TableName table, SqlStatement.DrawnKey drawn) {
		if (drawn.sequence() != null) {
			this.writes.expressions().output(new SqlExpression.NextValue(drawn.sequence()));
			return;
		}
		this.out.append("nextval((SELECT CAST(pg_get_serial_sequence(" + this.spelling.text(this.out.quoted(table))
				+ ", " + this.spelling.text(drawn.column()) + ") AS regclass)))");
	}

	static String place(SqlStatement.Insert insert, String column) {
		return "\"c" + insert.columns().indexOf(column) + "\"";
	}

	private String column(SqlExpression.Parameter parameter) {
		if (this.arrays.stream().noneMatch((array) -> array.slot() == parameter.slot())) {
			this.arrays.add(parameter);
		}
		return qualified(parameter);
	}

	private String qualified(SqlExpression.Parameter parameter) {
		return "\"_u\"." + name(parameter);
	}

	private static String name(SqlExpression.Parameter parameter) {
		return "\"v" + parameter.slot() + "\"";
	}

	private void array(SqlExpression.Parameter array) {
		this.out.parameter(new SqlExpression.ArrayParameter(array.slot(), array.type(), array.column()),
				PostgresTypes.array("?", array.type(), null));
	}

}
