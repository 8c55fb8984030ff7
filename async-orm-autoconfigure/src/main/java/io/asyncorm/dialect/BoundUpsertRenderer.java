package io.asyncorm.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.asyncorm.sql.ReturnedColumn;
import io.asyncorm.sql.SqlExpression;
import io.asyncorm.sql.SqlStatement;

/**
 * Renders the upsert of rows that are bound as arrays, as PostgreSQL has it. Rows that
 * are there are locked in the order of the input; the others are inserted in that order,
 * unless another transaction was faster; then those that are locked are updated. So no
 * two such statements wait for each other, and each row is known to be new or not. An
 * insert waits for who updates the row that it conflicts with, which may have come after
 * its snapshot: so what is read first of the result are the inserts, and who updates
 * waits for nobody.
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
					this.rows.value(assignment.value(), assigned(many, assignment.column()));
				}), ", \"_u\".\"n\"");
		this.out.append("), ");
		locked(many);
		this.out.append(", \"_w\" (");
		this.rows.resultNames(insert).append(") AS (");
		update(many);
		this.out.append("), \"_x\" (");
		this.rows.resultNames(insert).append(") AS (");
		insert(many);
		this.out.append(") ");
		result(many, "TRUE AS \"created\"", "\"_x\"");
		this.out.append(" UNION ALL ");
		result(many, "FALSE", "\"_w\"");
	}

	/**
	 * The rows that are there. Each is looked for by itself, so that the index of the key
	 * is used however many rows the table has got since the statement was planned.
	 */
	private void locked(SqlStatement.UpsertMany many) {
		this.out.append("\"_l\" AS (SELECT \"_i\".\"n\", \"_k\".* FROM \"_i\" CROSS JOIN LATERAL (SELECT ")
			.list(many.key(), ", ",
					(column) -> this.out.append("\"_t\".").name(column).append(" AS ").append(key(many, column)));
		this.out.append(" FROM ").table(many.insert().table()).append(" AS \"_t\" WHERE ");
		matched(many, (column) -> this.out.append("\"_t\".").name(column));
		this.out.append(" LIMIT 1 FOR NO KEY UPDATE) AS \"_k\")");
	}

	/**
	 * Updates these by the conflict of their key, which needs no plan either. That it
	 * always is one is sure, as they are locked; with keys of their own, no sequence is
	 * used.
	 */
	private void update(SqlStatement.UpsertMany many) {
		SqlStatement.Insert given = undrawn(many.insert());
		List<String> assigned = many.assignments().stream().map(SqlStatement.Assignment::column).toList();
		List<String> columns = new ArrayList<>(given.columns());
		Stream.concat(assigned.stream(), many.key().stream())
			.filter((column) -> !columns.contains(column))
			.forEach(columns::add);
		this.writes.insertInto(many.insert().table(), columns);
		this.out.append(" OVERRIDING SYSTEM VALUE SELECT ").list(columns, ", ", (column) -> {
			if (assigned.contains(column)) {
				this.out.append("\"_i\".").append(assigned(many, column));
			}
			else if (given.columns().contains(column)) {
				this.out.append("\"_i\".").append(BoundRowsRenderer.place(given, column));
			}
			else {
				this.out.append("\"_l\".").append(key(many, column));
			}
		});
		this.out.append(" FROM \"_i\" JOIN \"_l\" ON \"_l\".\"n\" = \"_i\".\"n\" ORDER BY \"_i\".\"n\" ON CONFLICT (")
			.names(many.conflict())
			.append(") DO UPDATE SET ")
			.list(assigned, ", ", (column) -> this.out.name(column).append(" = EXCLUDED.").name(column));
		this.out.append(" RETURNING ");
		this.writes.stored(many.insert().returning());
	}

	private void insert(SqlStatement.UpsertMany many) {
		SqlStatement.Insert insert = many.insert();
		this.writes.insertInto(insert);
		this.out.append(" SELECT ").list(insert.columns(), ", ", (column) -> inserted(many, column));
		this.out.append(" FROM \"_i\" WHERE NOT EXISTS (SELECT 1 FROM \"_l\" WHERE \"_l\".\"n\" = \"_i\".\"n\")")
			.append(" ORDER BY \"_i\".\"n\" ON CONFLICT (")
			.names(many.conflict())
			.append(") DO NOTHING RETURNING ");
		this.writes.stored(insert.returning());
	}

	/**
	 * Of rows that the database thinks equal, the first was inserted. One that is none of
	 * those that were sent fails, as what is no number is cast to one.
	 */
	private void result(SqlStatement.UpsertMany many, String created, String written) {
		Runnable key = () -> this.out.list(many.conflict(), ", ",
				(column) -> this.out.append(stored(many, written, column)));
		this.out.append("(SELECT DISTINCT ON (");
		key.run();
		this.out.append(") ").append(created).append(", coalesce(\"_i\".\"n\", CAST(concat(");
		this.out.append(this.rows.text(SqlStatement.InsertMany.UNKNOWN_ROWS)).append(", \"_i\".\"n\") AS bigint)), ");
		this.rows.results(many.insert(), written).append(" FROM ").append(written).append(" LEFT JOIN \"_i\" ON ");
		matched(many, (column) -> this.out.append(stored(many, written, column)));
		this.out.append(" ORDER BY ");
		key.run();
		this.out.append(", \"_i\".\"n\")");
	}

	private static String assigned(SqlStatement.UpsertMany many, String column) {
		return "\"s" + many.assignments().stream().map(SqlStatement.Assignment::column).toList().indexOf(column) + "\"";
	}

	private static String key(SqlStatement.UpsertMany many, String column) {
		return "\"k" + many.key().indexOf(column) + "\"";
	}

	private static String stored(SqlStatement.UpsertMany many, String written, String column) {
		return written + ".\"r" + many.insert().returning().stream().map(ReturnedColumn::name).toList().indexOf(column)
				+ "\"";
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

	private void matched(SqlStatement.UpsertMany many, Consumer<String> stored) {
		this.out.list(many.conflict(), " AND ", (column) -> {
			stored.accept(column);
			this.out.append(" = \"_i\".").append(BoundRowsRenderer.place(undrawn(many.insert()), column));
		});
	}

}
