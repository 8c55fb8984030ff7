package io.asyncorm.persistence;

import java.util.Collection;
import java.util.List;
import java.util.Objects;

import io.asyncorm.expression.Expression;
import io.asyncorm.lookup.Lookups;
import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.model.ModelRelation;
import io.asyncorm.plan.Junctions;
import io.asyncorm.plan.Operands;
import io.asyncorm.plan.Operation.Change;
import io.asyncorm.plan.QueryState;
import io.asyncorm.plan.RelatedRows;
import io.asyncorm.query.QueryAccess;
import io.asyncorm.query.RowLock;
import org.jspecify.annotations.Nullable;

/**
 * Builds the query sets that writes need in addition to the user's, such as the row of a
 * key.
 *
 * @since 0.1.0
 */
public final class RowFilters {

	private RowFilters() {
	}

	/** The row with a primary key, also if it counts as deleted. */
	public static QueryState byKey(ModelMetadata<?> model, Object key) {
		return and(withDeleted(model), equal(model.key(), value(model.key(), key)));
	}

	/** Those rows of a query set in which a column has this value. */
	static QueryState andValue(QueryState rows, Change value) {
		return and(rows, equal(value.field(), value.value()));
	}

	/**
	 * Rows in which a column has one of these values, which are bound as one array; also
	 * those that count as deleted.
	 */
	public static QueryState byOneOf(ModelField field, Collection<?> values) {
		return and(withDeleted(field.model()), oneOf(field, values));
	}

	/**
	 * Rows in which a column is between two values, or has one of them; also those that
	 * count as deleted.
	 */
	public static QueryState byRange(ModelField field, Object first, Object last) {
		return and(withDeleted(field.model()), new Expression.Test(column(field), Lookups.RANGE,
				new Expression.Items(List.of(value(field, first), value(field, last)))));
	}

	/** Rows with one of these keys that do not count as deleted. */
	static QueryState liveByOneOf(ModelField key, Collection<?> values) {
		return and(QueryState.of(key.model()), oneOf(key, values));
	}

	private static QueryState withDeleted(ModelMetadata<?> model) {
		return QueryState.of(model).mutate().withDeleted(true).build();
	}

	/**
	 * Rows in which one of these foreign keys refers to a row with one of these keys.
	 * @param live whether those are left out that count as deleted
	 */
	static QueryState referringTo(List<ModelField> foreignKeys, Collection<?> keys, boolean live) {
		ModelMetadata<?> model = foreignKeys.get(0).model();
		return and(live ? QueryState.of(model) : withDeleted(model),
				Junctions.any(foreignKeys.stream().map((field) -> refersTo(field, keys)).toList()));
	}

	/** Of a foreign key to another field than the key, the target is joined. */
	private static Expression refersTo(ModelField foreignKey, Collection<?> keys) {
		ModelRelation relation = relation(foreignKey);
		ModelField key = relation.target().key();
		return oneOf(Operands.trimmedColumn(relation.hops(), key, 0), key, keys);
	}

	/**
	 * The rows of a join table that link an object, in either direction if that counts.
	 * @param keys the keys of the objects that it is linked with; null for all that do
	 * not count as deleted
	 */
	static QueryState byLinks(RelatedRows.Links links, @Nullable Collection<?> keys) {
		Expression there = link(links.ownerField(), links.targetField(), links, keys);
		Expression back = link(links.targetField(), links.ownerField(), links, keys);
		return and(QueryState.of(links.through()),
				links.relation().symmetrical() ? Junctions.any(List.of(there, back)) : there);
	}

	/**
	 * The rows of a join table in which an object is the owner, and that lead to one that
	 * does not count as deleted.
	 */
	static QueryState byOwner(RelatedRows.Links links) {
		QueryState rows = and(QueryState.of(links.through()), equal(links.ownerField(), links.owner()));
		ModelField target = links.targetField();
		return (target.nullable() || leadsToMarked(target)) ? and(rows, leadsToOne(target)) : rows;
	}

	private static boolean leadsToMarked(ModelField foreignKey) {
		return relation(foreignKey).target().softDelete() != null;
	}

	/** That a foreign key leads to an object that does not count as deleted. */
	private static Expression leadsToOne(ModelField foreignKey) {
		ModelRelation relation = relation(foreignKey);
		Expression object = leadsToMarked(foreignKey)
				? new Expression.Column(relation.hops(), relation.target().key(), 0) : column(foreignKey);
		return new Expression.IsNull(object, false);
	}

	private static ModelRelation relation(ModelField foreignKey) {
		return Objects.requireNonNull(foreignKey.relation());
	}

	private static Expression link(ModelField from, ModelField to, RelatedRows.Links links,
			@Nullable Collection<?> keys) {
		Expression owned = equal(from, links.owner());
		if (keys == null) {
			return leadsToMarked(to) ? Junctions.all(List.of(owned, leadsToOne(to))) : owned;
		}
		return Junctions.all(List.of(owned, oneOf(to, keys)));
	}

	/** Those rows of a query set in which a column has one of these values. */
	static QueryState andOneOf(QueryState rows, ModelField field, Collection<?> values) {
		return and(rows, oneOf(field, values));
	}

	/** The one row of a query set that has a key. */
	public static QueryState andKey(QueryState rows, Object key) {
		return and(rows, equal(rows.model().key(), value(rows.model().key(), key)));
	}

	/**
	 * The keys of a query set's rows. Their order, and whether equal ones come once,
	 * counts only where it decides which rows these are.
	 */
	public static QueryState keys(QueryState rows) {
		return values(rows, rows.model().key());
	}

	/** The values of a field in a query set's rows; otherwise as {@link #keys}. */
	static QueryState values(QueryState rows, ModelField field) {
		QueryState.Builder values = rows.mutate()
			.selection(new QueryState.Columns(List.of(new QueryState.Named(field.name(), column(field)))));
		return rows.isSliced() ? values.build() : values.orderings(List.of()).distinct(null).lock(null).build();
	}

	/** The field whose values {@link #keys} selects. */
	public static ModelField selected(QueryState values) {
		if (values.selection() instanceof QueryState.Columns columns
				&& columns.columns().get(0).value() instanceof Expression.Column column) {
			return column.field();
		}
		throw new IllegalArgumentException("A query set of one column is wanted");
	}

	/**
	 * The keys of these rows, locked against changes by other transactions (SELECT FOR
	 * UPDATE), and against new rows that refer to them. Only rows of one table are
	 * locked: where others are joined, they are found by a subquery.
	 */
	static QueryState lockedKeys(QueryState rows) {
		QueryState keys = keys(rows);
		boolean plain = rows.groupBy() == null && rows.combination() == null && !rows.isSliced()
				&& rows.distinct() == null && rows.filters().stream().noneMatch(RowFilters::needsMore);
		return locked(plain ? keys : keys(and(withDeleted(rows.model()),
				new Expression.Test(column(rows.model().key()), Lookups.IN, new Expression.Subquery(keys)))));
	}

	/**
	 * The key of an object that others are related to, locked against the same lock and
	 * against changes by other transactions, but not against new rows that refer to it.
	 */
	static QueryState lockedOwner(RelatedRows related) {
		ModelField owner = Objects.requireNonNull(related.ownerField().target());
		return locked(keys(and(withDeleted(owner.model()), equal(owner, related.owner()))), RowLock.update().noKey());
	}

	/** Whether a condition needs more than the columns of a row. */
	private static boolean needsMore(Expression condition) {
		boolean[] found = { switch (condition) {
			case Expression.Column column -> !column.hops().isEmpty();
			case Expression.Annotation annotation -> true;
			case Expression.Subquery subquery -> true;
			case Expression.Exists exists -> true;
			case Expression.Window window -> true;
			default -> false;
		} };
		condition.forEachChild((child) -> found[0] |= needsMore(child));
		return found[0];
	}

	/**
	 * A query set's rows as they are committed now, even if the transaction's snapshot is
	 * older.
	 */
	static QueryState locked(QueryState rows) {
		return locked(rows, RowLock.update());
	}

	private static QueryState locked(QueryState rows, RowLock lock) {
		return rows.mutate().lock(new QueryState.Lock(QueryAccess.options(lock), List.of())).build();
	}

	/**
	 * The keys that a query set filters by, if it does nothing else, so that they need
	 * not be read; otherwise null.
	 */
	static @Nullable Collection<?> findNamedKeys(QueryState rows) {
		boolean plain = rows.groupBy() == null && rows.combination() == null && !rows.isSliced()
				&& !rows.leavesOutDeleted();
		if (plain && rows.filters().size() == 1 && rows.filters().get(0) instanceof Expression.Test test
				&& test.operand().equals(column(rows.model().key()))
				&& test.value() instanceof Expression.Value value) {
			Object named = value.value();
			if (named instanceof Collection<?> keys && test.lookup().equals(Lookups.IN)) {
				return keys;
			}
			return (named != null && test.lookup().equals(Lookups.EXACT)) ? List.of(named) : null;
		}
		return null;
	}

	/** A query set's rows as plain objects, unordered, with a limit. */
	public static QueryState objects(QueryState rows, int limit) {
		return rows.mutate()
			.selection(new QueryState.Instances(List.of(), false))
			.orderings(List.of())
			.slice(Expression.Value.of((long) limit, Long.class), rows.offset())
			.build();
	}

	/** A single value of each row of a model. */
	static QueryState select(ModelMetadata<?> model, String name, Expression value) {
		return QueryState.of(model)
			.mutate()
			.selection(new QueryState.Columns(List.of(new QueryState.Named(name, value))))
			.orderings(List.of())
			.build();
	}

	private static QueryState and(QueryState rows, Expression condition) {
		return rows.mutate().filter(condition).build();
	}

	private static Expression equal(ModelField field, Expression value) {
		return new Expression.Test(column(field), Lookups.EXACT, value);
	}

	private static Expression oneOf(ModelField field, Collection<?> values) {
		return oneOf(column(field), field, values);
	}

	private static Expression oneOf(Expression column, ModelField field, Collection<?> values) {
		return new Expression.Test(column, Lookups.IN, Expression.Value.array(List.copyOf(values), field.type()));
	}

	private static Expression column(ModelField field) {
		return new Expression.Column(List.of(), field, 0);
	}

	private static Expression value(ModelField field, Object value) {
		return Expression.Value.of(value, field.type());
	}

}
