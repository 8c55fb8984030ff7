package io.asyncorm.persistence;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.asyncorm.compiler.LiveRows;
import io.asyncorm.compiler.StoredFields;
import io.asyncorm.expression.Expression;
import io.asyncorm.model.ModelField;
import io.asyncorm.plan.Operation.Change;
import io.asyncorm.sql.ComparisonOperator;
import io.asyncorm.sql.SqlCondition;
import io.asyncorm.sql.SqlExpression;
import io.asyncorm.sql.SqlQuery;
import io.asyncorm.sql.SqlStatement;

/**
 * Compiles inserts into join tables. The rows that are there already are left out by a
 * condition: a conflict would use up a generated key for each. They are inserted in the
 * order of their keys, so that transactions that insert the same do not wait for each
 * other in a circle, even if each begins at another end of a symmetrical relation.
 */
final class LinkCompiler {

	/** The new links; the columns of both ends are called as their places. */
	private static final String NEW = "_new";

	private static final String OWNER = "owner";

	private static final String TARGET = "target";

	private static final String EACH = "_each";

	private static final String PRESENT = "_present";

	private LinkCompiler() {
	}

	static SqlStatement compile(Write.Link link, Function<Change, SqlExpression> values) {
		List<Change> owner = columns(link.owner());
		List<Change> targets = columns(link.targets());
		List<String> columns = new ArrayList<>();
		List<SqlQuery.Item> items = new ArrayList<>();
		List<SqlQuery.Order> orders = new ArrayList<>();
		List<SqlCondition> same = new ArrayList<>();
		// both ends may have the column of their tenant
		Stream.concat(ends(owner, OWNER), ends(targets, TARGET).filter((end) -> !has(owner, end))).forEach((end) -> {
			columns.add(end.column());
			items.add(new SqlQuery.Item(new SqlExpression.Column(NEW, end.name()), ""));
			orders.add(ascending(columns.size()));
			same.add(new SqlCondition.Comparison(ComparisonOperator.EQUAL,
					new SqlExpression.Column(PRESENT, end.column()), new SqlExpression.Column(NEW, end.name())));
		});
		for (Change value : link.values()) {
			SqlExpression expression = values.apply(value);
			columns.add(value.field().column());
			items.add(new SqlQuery.Item(expression, ""));
			// the same link of another tenant is another
			if (value.field() == link.model().tenantField()) {
				same.add(new SqlCondition.Comparison(ComparisonOperator.EQUAL,
						new SqlExpression.Column(PRESENT, value.field().column()), expression));
			}
		}
		SqlQuery ends = ends(owner.stream().map(values).toList(), targets, link.mirrored());
		SqlQuery rows = new SqlQuery.Select(false, items, new SqlQuery.Derived(ends, NEW), List.of(),
				missing(link, same), List.of(), null, orders, null, null);
		return new SqlStatement.InsertSelect(link.model().storedTable().name(), columns, rows,
				link.conflict().stream().map(ModelField::column).toList());
	}

	/** The columns of one end, each with its values. */
	private static List<Change> columns(Change end) {
		if (!(end.value() instanceof Expression.Tuple tuple)) {
			return List.of(end);
		}
		List<ModelField> fields = end.field().columns();
		return IntStream.range(0, fields.size())
			.mapToObj((i) -> new Change(fields.get(i), tuple.items().get(i)))
			.toList();
	}

	private static Stream<End> ends(List<Change> columns, String name) {
		return IntStream.range(0, columns.size())
			.mapToObj((i) -> new End(columns.get(i).field().column(), name(name, i)));
	}

	private static boolean has(List<Change> columns, End end) {
		return columns.stream().anyMatch((column) -> column.field().column().equals(end.column()));
	}

	private static String name(String end, int column) {
		return (column == 0) ? end : end + (column + 1);
	}

	/** Both ends of each link. An object that is linked with itself has one row only. */
	private static SqlQuery ends(List<SqlExpression> owner, List<Change> targets, boolean mirrored) {
		SqlQuery.Elements each = new SqlQuery.Elements(targets.stream()
			.map((target) -> StoredFields.writtenArray(target.field(), (Expression.Slot) target.value()))
			.toList(), EACH);
		SqlQuery there = ends(owner, each.columns(), each);
		return !mirrored ? there : new SqlQuery.SetOperation(SqlQuery.SetOperator.UNION, false,
				List.of(there, ends(each.columns(), owner, each)), List.of(), null, null);
	}

	private static SqlQuery ends(List<? extends SqlExpression> owner, List<? extends SqlExpression> target,
			SqlQuery.Elements each) {
		List<SqlQuery.Item> items = new ArrayList<>();
		for (int i = 0; i < owner.size(); i++) {
			items.add(new SqlQuery.Item(owner.get(i), name(OWNER, i)));
		}
		for (int i = 0; i < target.size(); i++) {
			items.add(new SqlQuery.Item(target.get(i), name(TARGET, i)));
		}
		return SqlQuery.Select.of(items, each, null);
	}

	/** That a link is not there, or counts as deleted. */
	private static SqlCondition missing(Write.Link link, List<SqlCondition> same) {
		ModelField softDelete = link.model().softDelete();
		if (softDelete != null) {
			same.add(LiveRows.condition(softDelete, PRESENT));
		}
		return new SqlCondition.Not(
				new SqlCondition.Exists(SqlQuery.Select.of(List.of(new SqlQuery.Item(new SqlExpression.Literal(1), "")),
						new SqlQuery.Table(link.model().storedTable().name(), PRESENT), new SqlCondition.And(same))));
	}

	private static SqlQuery.Order ascending(int position) {
		return new SqlQuery.Order(new SqlExpression.OutputPosition(position), false, SqlQuery.Nulls.NONE);
	}

	/**
	 * A column of one end.
	 *
	 * @param column the column of the join table
	 * @param name what it is called among the new links
	 */
	private record End(String column, String name) {

	}

}
