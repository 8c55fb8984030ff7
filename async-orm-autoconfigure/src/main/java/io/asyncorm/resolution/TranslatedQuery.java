package io.asyncorm.resolution;

import java.util.List;
import java.util.stream.Stream;

import io.asyncorm.expression.Expression;
import io.asyncorm.model.Hop;
import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.model.ModelRegistry;
import io.asyncorm.model.ModelRelation;
import io.asyncorm.plan.FilteredJoin;
import io.asyncorm.plan.JoinedObject;
import io.asyncorm.plan.Prefetches;
import io.asyncorm.plan.QueryState;
import io.asyncorm.plan.QueryStateHolder;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * Translates a query set from the models of one data source to those of another, whose
 * tables and columns may be spelled otherwise: {@code using(name)}. A pure function.
 *
 * @since 0.1.0
 */
public final class TranslatedQuery {

	private final ModelRegistry models;

	private final String dataSource;

	private TranslatedQuery(ModelRegistry models, String dataSource) {
		this.models = models;
		this.dataSource = dataSource;
	}

	/**
	 * Translates a query set.
	 * @param models the models of the other data source
	 * @param dataSource its name, for messages
	 * @throws InvalidDataAccessApiUsageException if it does not have all models that the
	 * query set asks for
	 */
	public static QueryState of(QueryState state, ModelRegistry models, String dataSource) {
		return (models.find(state.model().type()) == state.model()) ? state
				: new TranslatedQuery(models, dataSource).translate(state);
	}

	private QueryState translate(QueryState state) {
		QueryState mapped = state.map(this::translate, this::translate);
		QueryState.Lock lock = mapped.lock();
		return new QueryState(model(mapped.model()), mapped.filters(), mapped.scopes(), mapped.annotations(),
				mapped.groupBy(), selection(mapped.selection()), mapped.orderings(), mapped.limit(), mapped.offset(),
				mapped.distinct(), mapped.reversed(),
				(lock != null) ? new QueryState.Lock(lock.options(), paths(lock.of())) : null, mapped.combination(),
				mapped.filteredJoins().stream().map(this::join).toList(), prefetches(mapped.prefetches()),
				mapped.withDeleted(), mapped.tenant());
	}

	private Expression translate(Expression expression) {
		return switch (expression) {
			case Expression.Column column ->
				new Expression.Column(hops(column.hops()), field(column.field()), column.scope());
			case Expression.Subquery subquery ->
				new Expression.Subquery(translate(QueryStateHolder.stateOf(subquery.query())));
			case Expression.Exists exists -> new Expression.Exists(translate(QueryStateHolder.stateOf(exists.query())));
			default -> expression.mapChildren(this::translate);
		};
	}

	private QueryState.Selection selection(QueryState.Selection selection) {
		return switch (selection) {
			case QueryState.Instances instances -> new QueryState.Instances(paths(instances.related()),
					instances.joined()
						.stream()
						.map((joined) -> new JoinedObject(joined.name(), joined.scope(), paths(joined.related())))
						.toList(),
					instances.annotations());
			case QueryState.Columns columns -> columns;
		};
	}

	private FilteredJoin join(FilteredJoin join) {
		return new FilteredJoin(join.name(), join.parent(), hops(join.hops()), model(join.target()), join.condition());
	}

	private Prefetches prefetches(Prefetches prefetches) {
		return prefetches.isEmpty() ? prefetches
				: new Prefetches(prefetches.branches()
					.stream()
					.map((branch) -> new Prefetches.Branch(branch.name(), relation(branch.relation()),
							branch.attribute(), source(branch.source()), prefetches(branch.nested())))
					.toList());
	}

	private Prefetches.@Nullable Source source(Prefetches.@Nullable Source source) {
		if (source != null && source.rows()) {
			throw new InvalidDataAccessApiUsageException("using(\"" + this.dataSource + "\") comes after a prefetch of"
					+ " rows, which are of another data source: name the data source before prefetchRelated(...)");
		}
		return (source != null) ? new Prefetches.Source(translate(source.state()), source.assembler(), false) : null;
	}

	private List<List<ModelRelation>> paths(List<List<ModelRelation>> paths) {
		return paths.stream().map((path) -> path.stream().map(this::relation).toList()).toList();
	}

	private List<Hop> hops(List<Hop> hops) {
		return hops.stream()
			.map((hop) -> new Hop(model(hop.source()), field(hop.sourceField()), model(hop.target()),
					field(hop.targetField()), hop.toMany(), hop.optional(), hop.link()))
			.toList();
	}

	private ModelMetadata<?> model(ModelMetadata<?> model) {
		ModelMetadata<?> own = model.isJoinTable() ? joinTable(model) : this.models.find(model.type());
		if (own == null) {
			throw unknown("'" + model.name() + "' is no model");
		}
		return own;
	}

	private @Nullable ModelMetadata<?> joinTable(ModelMetadata<?> model) {
		return this.models.joinTables()
			.stream()
			.filter((other) -> other.declaredTable().equals(model.declaredTable()))
			.findFirst()
			.orElse(null);
	}

	private ModelField field(ModelField field) {
		ModelMetadata<?> model = model(field.model());
		return fields(model).filter((other) -> other.name().equals(field.name()))
			.findFirst()
			.orElseThrow(() -> unknown("'" + field + "' is no field"));
	}

	/** Those of several columns, and each of their columns, too. */
	private static Stream<ModelField> fields(ModelMetadata<?> model) {
		Stream<ModelField> composite = Stream.concat(model.compositeFields().stream(), Stream.of(model.key()));
		return Stream.concat(model.fields().stream(),
				composite.flatMap((field) -> Stream.concat(Stream.of(field), field.columns().stream())));
	}

	private ModelRelation relation(ModelRelation relation) {
		return model(relation.source()).relations()
			.stream()
			.filter((other) -> other.name().equals(relation.name()))
			.findFirst()
			.orElseThrow(() -> unknown("'" + relation + "' is no relation"));
	}

	private InvalidDataAccessApiUsageException unknown(String what) {
		return new InvalidDataAccessApiUsageException("using(\"" + this.dataSource + "\"): " + what
				+ " of that data source. It has: " + names()
				+ ". Name the package of the model for it, too, with @EnableAsyncRepositories(dataSourceRef = \""
				+ this.dataSource + "\")");
	}

	private String names() {
		return String.join(", ", this.models.models().stream().map(ModelMetadata::name).sorted().toList());
	}

}
