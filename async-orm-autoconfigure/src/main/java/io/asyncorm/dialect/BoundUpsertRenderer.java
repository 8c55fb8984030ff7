package io.asyncorm.dialect;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import io.asyncorm.sql.SqlExpression;
import io.asyncorm.sql.SqlStatement;

/**
 * Renders the upsert of rows that are bound as arrays, as PostgreSQL has it. As that of
 * one row, it updates first, and inserts what was not there. Rows that are there are
 * locked in the order of the input beforehand, and the others are inserted in that order,
 * so that no two such statements wait for each other.
 */
final class BoundUpsertRenderer {

	private final SqlText out;

	private final WriteRenderer writes;

	private final BoundRowsRenderer rows;

	/**
	 * @param rows renders the rows of the arrays
	 */
	BoundUpsertRenderer(SqlText out, WriteRenderer writes, BoundRowsRenderer rows) {
		this.out = out;
		this.writes = writes;
		this.rows = rows;
	}

	/**
	 * Columns of results are named by place, as those of the table may have any names.
	 */
	void write(SqlStatement.UpsertMany many) {
		SqlStatement.Insert insert = many.insert();
		this.out.append("WITH \"_i\" AS (");
		this.rows.rows(undrawn(insert),
				() -> this.out.<SqlStatement.Assignment>list(many.assignments(), "", (assignment) -> {
					this.out.append(", ");
					this.rows.value(assignment.value(), "\"s" + many.assignments().indexOf(assignment) + "\"");
				}), ", \"_u\".\"n\"");
		this.out.append("), \"_l\" AS (SELECT \"_i\".\"n\" FROM ")
			.table(insert.table())
			.append(" AS \"_t\" JOIN \"_i\" ON ");
		matched(many, (column) -> this.out.append("\"_t\".").name(column));
		this.out.append(" ORDER BY \"_i\".\"n\" FOR NO KEY UPDATE OF \"_t\"), \"_w\" (\"n\"");
		returned(insert, "", false).append(") AS (UPDATE ").table(insert.table()).append(" AS \"_t\" SET ");
		this.out.list(many.assignments(), ", ", (assignment) -> this.out.name(assignment.column())
			.append(" = \"_i\".\"s" + many.assignments().indexOf(assignment) + "\""));
		this.out.append(" FROM \"_i\" WHERE ");
		matched(many, (column) -> this.out.append("\"_t\".").name(column));
		this.out.append(" AND \"_i\".\"n\" IN (SELECT \"n\" FROM \"_l\") RETURNING \"_i\".\"n\"");
		insert.returning().forEach((column) -> this.out.append(", \"_t\".").name(column));
		this.out.append("), \"_x\" (");
		returned(insert, "", true).append(") AS (");
		this.writes.insertInto(insert);
		this.out.append(" SELECT ").list(insert.columns(), ", ", (column) -> inserted(many, column));
		this.out.append(" FROM \"_i\" WHERE NOT EXISTS (SELECT 1 FROM \"_w\" WHERE \"_w\".\"n\" = \"_i\".\"n\")")
			.append(" ORDER BY \"_i\".\"n\" ON CONFLICT (")
			.names(many.conflict())
			.append(") DO NOTHING RETURNING ")
			.names(insert.returning());
		this.out.append(") SELECT FALSE AS \"created\", \"n\"");
		returned(insert, "", false).append(" FROM \"_w\" UNION ALL (SELECT DISTINCT ON (");
		key(many);
		this.out.append(") TRUE, \"_i\".\"n\"");
		returned(insert, "\"_x\".", false).append(" FROM \"_x\" LEFT JOIN \"_i\" ON ");
		matched(many, (column) -> this.out.append(storedPlace(insert, column)));
		this.out.append(" ORDER BY ");
		key(many);
		this.out.append(", \"_i\".\"n\")");
	}

	/** Without what is drawn from sequences: only rows that are inserted need that. */
	private static SqlStatement.Insert undrawn(SqlStatement.Insert insert) {
		List<Integer> places = IntStream.range(0, insert.columns().size())
			.filter((place) -> !(insert.values().get(place) instanceof SqlExpression.NextValue))
			.boxed()
			.toList();
		return new SqlStatement.Insert(insert.table(), places.stream().map(insert.columns()::get).toList(),
				places.stream().map(insert.values()::get).toList(), insert.returning());
	}

	private void inserted(SqlStatement.UpsertMany many, String column) {
		SqlExpression value = many.insert().values().get(many.insert().columns().indexOf(column));
		if (value instanceof SqlExpression.NextValue) {
			this.writes.expressions().output(value);
		}
		else {
			this.out.append(BoundRowsRenderer.place(undrawn(many.insert()), column));
		}
	}

	private void key(SqlStatement.UpsertMany many) {
		this.out.list(many.conflict(), ", ", (column) -> this.out.append(storedPlace(many.insert(), column)));
	}

	private void matched(SqlStatement.UpsertMany many, Consumer<String> stored) {
		this.out.list(many.conflict(), " AND ", (column) -> {
			stored.accept(column);
			this.out.append(" = \"_i\".").append(BoundRowsRenderer.place(undrawn(many.insert()), column));
		});
	}

	/** The names by place of what is returned. */
	private SqlText returned(SqlStatement.Insert insert, String alias, boolean first) {
		for (int i = 0; i < insert.returning().size(); i++) {
			this.out.append((first && i == 0) ? "" : ", ").append(alias).append("\"r" + i + "\"");
		}
		return this.out;
	}

	private static String storedPlace(SqlStatement.Insert insert, String column) {
		return "\"_x\".\"r" + insert.returning().indexOf(column) + "\"";
	}

}
