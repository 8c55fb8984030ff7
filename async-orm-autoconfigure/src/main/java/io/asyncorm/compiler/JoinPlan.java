package io.asyncorm.compiler;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import io.asyncorm.expression.Expression;
import io.asyncorm.model.Hop;
import io.asyncorm.model.ModelField;
import io.asyncorm.plan.FilteredJoin;
import io.asyncorm.plan.QueryState;
import io.asyncorm.sql.ComparisonOperator;
import io.asyncorm.sql.SqlCondition;
import io.asyncorm.sql.SqlExpression;
import io.asyncorm.sql.SqlQuery;
import org.jspecify.annotations.Nullable;

/**
 * The FROM clause of one select: its joins in order, their table aliases, and whether
 * each is INNER or LEFT. Not thread-safe; unchanged once constructed.
 */
final class JoinPlan {

	private final String root;

	private final Map<JoinKey, Joined> joins = new LinkedHashMap<>();

	private final Set<JoinKey> required;

	/** The joins of whose rows a column is read. */
	private final Set<JoinKey> read = new HashSet<>();

	private final Aliases aliases;

	private final List<FilteredJoin> filteredJoins;

	private final boolean withDeleted;

	private final @Nullable Expression tenant;

	/**
	 * @param uses every expression of the select, filters first
	 */
	JoinPlan(QueryState state, List<Expression> uses, List<List<Hop>> related, Aliases aliases) {
		this.aliases = aliases;
		this.filteredJoins = state.filteredJoins();
		this.withDeleted = state.withDeleted();
		this.tenant = state.tenant();
		this.root = aliases.next(state.model().table());
		this.required = new RequiredJoins(this.filteredJoins).of(state.filters());
		uses.forEach(this::join);
		related.forEach((path) -> keys(path, 0).forEach(this::join));
	}

	/** Alias of the query set's own table. */
	String root() {
		return this.root;
	}

	/** Alias of the table at the end of hops. */
	String alias(List<Hop> hops, int scope) {
		if (hops.isEmpty()) {
			return this.root;
		}
		return joined(last(hops, scope)).alias();
	}

	/** A column, qualified by the alias of its table. */
	SqlExpression.Column column(Expression.Column column) {
		return new SqlExpression.Column(alias(column.hops(), column.scope()), column.field().column());
	}

	/**
	 * Whether a column can be null: by its own definition, or as the table is LEFT
	 * joined.
	 */
	boolean isNullable(Expression.Column column) {
		if (column.field().nullable()) {
			return true;
		}
		List<Hop> hops = column.hops();
		return !hops.isEmpty() && joined(last(hops, column.scope())).left();
	}

	List<SqlQuery.Join> toSql(ExpressionCompiler expressions) {
		List<SqlQuery.Join> sql = new ArrayList<>(this.joins.size());
		this.joins.forEach((key, joined) -> {
			Hop hop = key.last();
			String parent = alias(key.path().subList(0, key.path().size() - 1), key.scope());
			List<SqlCondition> on = joined(hop, parent, joined.alias());
			if (!this.withDeleted) {
				addLive(on, key, joined);
			}
			sql.add(new SqlQuery.Join(joined.left(),
					new SqlQuery.Table(hop.target().storedTable().name(), joined.alias()),
					filtered(key, on, expressions)));
		});
		return sql;
	}

	/**
	 * Leaves out rows that count as deleted; and links with such rows, which otherwise
	 * would be related rows without an object.
	 */
	private void addLive(List<SqlCondition> on, JoinKey key, Joined joined) {
		ModelField softDelete = key.last().target().softDelete();
		if (softDelete != null) {
			on.add(LiveRows.condition(softDelete, joined.alias()));
		}
		List<JoinKey> behind = this.joins.keySet().stream().filter((next) -> next.isBehind(key)).toList();
		boolean more = this.read.contains(key) && !key.last().target().isJoinTable()
				|| !behind.stream().allMatch((next) -> next.last().link());
		if (!more) {
			behind.stream()
				.filter((next) -> joined(next).left())
				.forEach((next) -> on.add(live(next.last(), joined.alias())));
		}
	}

	/** The condition that what a row leads to does not count as deleted. */
	private SqlCondition live(Hop hop, String source) {
		ModelField mark = Objects.requireNonNull(hop.target().softDelete());
		String alias = this.aliases.next(hop.target().table());
		List<SqlCondition> there = joined(hop, source, alias);
		there.add(LiveRows.condition(mark, alias));
		return new SqlCondition.Exists(SqlQuery.Select.of(List.of(new SqlQuery.Item(new SqlExpression.Literal(1), "")),
				new SqlQuery.Table(hop.target().storedTable().name(), alias), new SqlCondition.And(there)));
	}

	/** The columns of a join, and that its rows are not those of another tenant. */
	private List<SqlCondition> joined(Hop hop, String source, String target) {
		List<SqlCondition> on = equal(hop, source, target);
		SqlCondition own = TenantRows.joined(hop, this.tenant, target);
		if (own != null) {
			on.add(own);
		}
		return on;
	}

	/** The columns of a join, each of which must be equal. */
	private static List<SqlCondition> equal(Hop hop, String source, String target) {
		List<ModelField> sources = hop.sourceField().columns();
		List<ModelField> targets = hop.targetField().columns();
		List<SqlCondition> equal = new ArrayList<>(sources.size() + 1);
		for (int i = 0; i < sources.size(); i++) {
			equal.add(new SqlCondition.Comparison(ComparisonOperator.EQUAL,
					new SqlExpression.Column(source, sources.get(i).column()),
					new SqlExpression.Column(target, targets.get(i).column())));
		}
		return equal;
	}

	/** Adds the condition of a filtered relation to the ON of its last join. */
	private SqlCondition filtered(JoinKey key, List<SqlCondition> on, ExpressionCompiler expressions) {
		if (key.scope() < 0) {
			FilteredJoin relation = FilteredJoin.ofScope(this.filteredJoins, key.scope());
			if (key.path().equals(relation.hops())) {
				on.add(expressions.condition(relation.condition(), false));
			}
		}
		return (on.size() == 1) ? on.get(0) : new SqlCondition.And(on);
	}

	private JoinKey last(List<Hop> hops, int scope) {
		return JoinKey.ofLast(hops, scope, this.filteredJoins);
	}

	private List<JoinKey> keys(List<Hop> hops, int scope) {
		return JoinKey.allOf(hops, scope, this.filteredJoins);
	}

	private void join(Expression expression) {
		join(expression, 0);
	}

	/**
	 * Joins what an expression needs of this select: its own columns, and what the
	 * {@code outerRef(...)} of subqueries refer to.
	 * @param depth how many selects within this one the expression stands
	 */
	private void join(Expression expression, int depth) {
		switch (expression) {
			case Expression.Column column -> {
				if (depth == 0) {
					join(column);
				}
			}
			case Expression.Subquery subquery -> join((QueryState) subquery.query(), depth + 1);
			case Expression.Exists exists -> join((QueryState) exists.query(), depth + 1);
			case Expression.Outer outer -> {
				if (depth > 0) {
					join(outer.operand(), depth - 1);
				}
			}
			default -> expression.forEachChild((child) -> join(child, depth));
		}
	}

	private void join(QueryState subquery, int depth) {
		subquery.forEach((expression) -> join(expression, depth), (part) -> join(part, depth));
	}

	private void join(Expression.Column column) {
		if (!column.hops().isEmpty()) {
			keys(column.hops(), column.scope()).forEach(this::join);
			this.read.add(last(column.hops(), column.scope()));
		}
	}

	private void join(JoinKey key) {
		if (!this.joins.containsKey(key)) {
			if (key.scope() < 0) {
				joinConditionColumns(FilteredJoin.ofScope(this.filteredJoins, key.scope()).condition(), key.scope());
			}
			List<Hop> parent = key.path().subList(0, key.path().size() - 1);
			boolean parentLeft = !parent.isEmpty() && joined(last(parent, key.scope())).left();
			boolean left = !this.required.contains(key) && (parentLeft || key.last().optional());
			this.joins.put(key, new Joined(this.aliases.next(key.last().target().table()), left));
		}
	}

	/**
	 * Joins the other tables that the condition of a filtered relation refers to, before
	 * the relation's own.
	 */
	private void joinConditionColumns(Expression condition, int scope) {
		if (!(condition instanceof Expression.Column column)) {
			condition.forEachChild((child) -> joinConditionColumns(child, scope));
		}
		else if (column.scope() != scope) {
			join(column);
		}
	}

	private Joined joined(JoinKey key) {
		Joined joined = this.joins.get(key);
		if (joined == null) {
			throw new IllegalStateException("There is no join for " + key);
		}
		return joined;
	}

	private record Joined(String alias, boolean left) {

	}

}
