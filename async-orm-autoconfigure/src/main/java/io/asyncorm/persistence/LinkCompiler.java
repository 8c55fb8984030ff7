package io.asyncorm.persistence;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

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
		List<String> columns = new ArrayList<>(List.of(link.owner().field().column(), link.targets().field().column()));
		List<SqlQuery.Item> items = new ArrayList<>(List.of(item(NEW, OWNER), item(NEW, TARGET)));
		for (Change value : link.values()) {
			columns.add(value.field().column());
			items.add(new SqlQuery.Item(values.apply(value), ""));
		}
		SqlQuery ends = ends(link, values.apply(link.owner()));
		SqlQuery rows = new SqlQuery.Select(false, items, new SqlQuery.Derived(ends, NEW), List.of(), missing(link),
				List.of(), null, List.of(ascending(1), ascending(2)), null, null);
		return new SqlStatement.InsertSelect(link.model().storedTable().name(), columns, rows,
				link.conflict().stream().map(ModelField::column).toList());
	}

	/** Both ends of each link. An object that is linked with itself has one row only. */
	private static SqlQuery ends(Write.Link link, SqlExpression owner) {
		SqlQuery.Elements each = new SqlQuery.Elements(
				StoredFields.writtenArray(link.targets().field(), (Expression.Slot) link.targets().value()), EACH);
		SqlQuery there = SqlQuery.Select
			.of(List.of(new SqlQuery.Item(owner, OWNER), new SqlQuery.Item(each.column(), TARGET)), each, null);
		if (!link.mirrored()) {
			return there;
		}
		SqlQuery back = SqlQuery.Select
			.of(List.of(new SqlQuery.Item(each.column(), OWNER), new SqlQuery.Item(owner, TARGET)), each, null);
		return new SqlQuery.SetOperation(SqlQuery.SetOperator.UNION, false, List.of(there, back), List.of(), null,
				null);
	}

	private static SqlCondition missing(Write.Link link) {
		SqlCondition same = new SqlCondition.And(
				List.of(same(link.owner().field(), OWNER), same(link.targets().field(), TARGET)));
		return new SqlCondition.Not(
				new SqlCondition.Exists(SqlQuery.Select.of(List.of(new SqlQuery.Item(new SqlExpression.Literal(1), "")),
						new SqlQuery.Table(link.model().storedTable().name(), PRESENT), same)));
	}

	private static SqlCondition same(ModelField field, String end) {
		return new SqlCondition.Comparison(ComparisonOperator.EQUAL, new SqlExpression.Column(PRESENT, field.column()),
				new SqlExpression.Column(NEW, end));
	}

	private static SqlQuery.Item item(String alias, String column) {
		return new SqlQuery.Item(new SqlExpression.Column(alias, column), "");
	}

	private static SqlQuery.Order ascending(int position) {
		return new SqlQuery.Order(new SqlExpression.OutputPosition(position), false, SqlQuery.Nulls.NONE);
	}

}
