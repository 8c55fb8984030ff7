package io.asyncorm.compiler;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

import io.asyncorm.expression.Expression;
import io.asyncorm.expression.TemporalExpression;
import io.asyncorm.mapping.RowLayout;
import io.asyncorm.model.Hop;
import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.model.ModelRelation;
import io.asyncorm.plan.DocumentTypes;
import io.asyncorm.plan.CompositeColumns;
import io.asyncorm.plan.ExpressionTypes;
import io.asyncorm.plan.FilteredJoin;
import io.asyncorm.plan.JoinedObject;
import io.asyncorm.plan.QueryState;
import io.asyncorm.sql.ColumnBinding;
import io.asyncorm.sql.SqlExpression;
import io.asyncorm.sql.SqlQuery;
import io.asyncorm.sql.SqlType;
import io.asyncorm.type.DocumentType;
import org.jspecify.annotations.Nullable;

/**
 * The select list of one select: collects its columns, and the layout by which they are
 * read in Java. Not thread-safe.
 */
final class SelectList {

	/** Prefix of the aliases of computed columns: no field's name can begin so. */
	private static final String COMPUTED = "__";

	private final QueryState state;

	private final JoinPlan joins;

	private final ExpressionCompiler expressions;

	private final List<SqlQuery.Item> items = new ArrayList<>();

	private boolean timeZonesInJava;

	SelectList(QueryState state, JoinPlan joins, ExpressionCompiler expressions) {
		this.state = state;
		this.joins = joins;
		this.expressions = expressions;
	}

	List<SqlQuery.Item> items() {
		return List.copyOf(this.items);
	}

	/**
	 * Selects local dates and times as they are, and converts them to points in time in
	 * Java, as Django does in Python: the server's time zone data may differ. For a
	 * select that is read, and is no part of another statement.
	 */
	void convertTimeZonesInJava() {
		this.timeZonesInJava = this.state.combination() == null;
	}

	/** Adds what the query set selects: its objects, or the columns of values(). */
	RowLayout addSelection() {
		return switch (this.state.selection()) {
			case QueryState.Instances instances -> {
				RowLayout.ObjectLayout object = addObject(this.state.model(), List.of(), 0, List.of(),
						instances.related());
				List<RowLayout.ObjectLayout> joined = instances.joined().stream().map(this::addJoined).toList();
				List<RowLayout.ValueLayout> annotations = instances.annotations() ? addAnnotations() : List.of();
				addDistinctAnnotations(instances);
				yield new RowLayout(object, joined, annotations);
			}
			case QueryState.Columns columns -> addValues(columns.columns());
		};
	}

	/** Adds values, each as a column. */
	RowLayout addValues(List<QueryState.Named> values) {
		return new RowLayout(null, values.stream().map(QueryState.Named::value).map(this::addValue).toList());
	}

	/** Adds the constant 1 if there is no column yet. */
	void addOneIfEmpty() {
		if (this.items.isEmpty()) {
			this.items.add(new SqlQuery.Item(new SqlExpression.Literal(1), COMPUTED + "one"));
		}
	}

	/** Adds a column that is not read, for other parts of the statement to refer to. */
	void add(SqlExpression expression, String alias) {
		this.items.add(new SqlQuery.Item(expression, alias));
	}

	/** Whether an annotation is selected, and so can be referred to by its alias. */
	boolean contains(Expression.Annotation annotation) {
		return this.items.stream().anyMatch((item) -> item.alias().equals(alias(annotation)));
	}

	/**
	 * Refers to a value in the select list, to which it is added if it is not there: by
	 * its position, as an expression with binds is never the same one twice to the
	 * database.
	 */
	SqlExpression selected(SqlExpression value) {
		if (value instanceof SqlExpression.OutputColumn) {
			return value;
		}
		List<SqlExpression> expressions = this.items.stream().map(SqlQuery.Item::expression).toList();
		int index = expressions.indexOf(value);
		if (index < 0) {
			add(value, "");
			index = expressions.size();
		}
		return (value instanceof SqlExpression.Column) ? value : new SqlExpression.OutputPosition(index + 1);
	}

	static String alias(Expression.Annotation annotation) {
		return COMPUTED + annotation.name();
	}

	private RowLayout.ObjectLayout addJoined(JoinedObject joined) {
		FilteredJoin relation = FilteredJoin.ofScope(this.state.filteredJoins(), joined.scope());
		return addObject(relation.target(), relation.hops(), joined.scope(), List.of(), joined.related());
	}

	private RowLayout.ObjectLayout addObject(ModelMetadata<?> model, List<Hop> start, int scope,
			List<ModelRelation> path, List<List<ModelRelation>> related) {
		String alias = this.joins.alias(hops(start, path), scope);
		boolean distinguished = this.state.distinct() != null || !this.timeZonesInJava;
		for (ModelField field : model.fields()) {
			SqlExpression column = new SqlExpression.Column(alias, field.column());
			this.items.add(new SqlQuery.Item(StoredFields.selected(field, column, distinguished), ""));
		}
		List<RowLayout.RelatedLayout> layouts = new ArrayList<>();
		for (List<ModelRelation> further : related) {
			if (further.size() == path.size() + 1 && further.subList(0, path.size()).equals(path)) {
				ModelRelation relation = further.get(path.size());
				layouts.add(new RowLayout.RelatedLayout(relation,
						addObject(relation.target(), start, scope, further, related)));
			}
		}
		return new RowLayout.ObjectLayout(model, layouts);
	}

	private List<RowLayout.ValueLayout> addAnnotations() {
		return this.state.annotations()
			.stream()
			.filter(QueryState.Named::selected)
			.map((named) -> addValue(named.reference()))
			.toList();
	}

	private RowLayout.ValueLayout addValue(Expression value) {
		ModelField composite = CompositeColumns.field(value);
		if (composite != null) {
			return RowLayout.ValueLayout.composite(composite,
					CompositeColumns.of(value).stream().map(this::addValue).toList());
		}
		String alias = (value instanceof Expression.Annotation annotation) ? alias(annotation) : "";
		TemporalExpression.AtZone local = this.timeZonesInJava ? toInstant(value) : null;
		if (local != null) {
			this.items.add(new SqlQuery.Item(this.expressions.expression(local.operand()), alias));
			return new RowLayout.ValueLayout(Instant.class, null, ZoneId.of(local.zone()), null, false);
		}
		if (this.timeZonesInJava && value instanceof Expression.Column column) {
			ColumnBinding binding = StoredFields.binding(column.field());
			if (binding != null && binding.zone() != null && binding.type() == SqlType.DATE_TIME) {
				this.items.add(new SqlQuery.Item(this.joins.column(column), alias));
				return new RowLayout.ValueLayout(Instant.class, null, binding.zone(), column.field().conversion(),
						false);
			}
		}
		SqlExpression sql = this.expressions.expression(value);
		Class<?> type = ExpressionTypes.typeOf(value);
		// An average of integers is a decimal to the server, and a float to Django
		boolean widened = type == Double.class && !(value instanceof Expression.Column);
		this.items.add(new SqlQuery.Item(widened ? new SqlExpression.Cast(sql, SqlType.DOUBLE) : sql, alias));
		DocumentType declared = DocumentTypes.of(value);
		DocumentType document = (declared == null && ExpressionTypes.isJson(value)) ? DocumentType.of(type) : declared;
		return new RowLayout.ValueLayout(type, document, null, ExpressionTypes.conversionOf(value),
				StoredFields.isPadded(value));
	}

	/**
	 * As in Django, {@code distinct()} compares annotations too, even those that are not
	 * read. An aggregate is the same for all rows of an object.
	 */
	private void addDistinctAnnotations(QueryState.Instances instances) {
		if (!this.state.isDistinct() || instances.annotations()) {
			return;
		}
		this.state.annotations()
			.stream()
			.filter((named) -> named.selected() && !Grouping.hasAggregateOutsideWindow(named.value()))
			.forEach((named) -> addValue(named.reference()));
	}

	/**
	 * The conversion of a local date and time to a point in time; null for other values.
	 */
	private static TemporalExpression.@Nullable AtZone toInstant(Expression value) {
		Expression computed = (value instanceof Expression.Annotation annotation) ? annotation.value() : value;
		return (computed instanceof TemporalExpression.AtZone atZone && ExpressionTypes.typeOf(atZone) == Instant.class)
				? atZone : null;
	}

	/** The joins of a path that leads on from others. */
	static List<Hop> hops(List<Hop> start, List<ModelRelation> path) {
		List<Hop> hops = new ArrayList<>(start);
		hops.addAll(hops(path));
		return hops;
	}

	static List<Hop> hops(List<ModelRelation> path) {
		List<Hop> hops = new ArrayList<>(path.size());
		path.forEach((relation) -> hops.addAll(relation.hops()));
		return hops;
	}

}
