package io.asyncorm.repository;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

import io.asyncorm.expression.Expression;
import io.asyncorm.expression.ExpressionAccess;
import io.asyncorm.expression.Kw;
import io.asyncorm.expression.Path;
import io.asyncorm.expression.Property;
import io.asyncorm.expression.Q;
import io.asyncorm.expression.Step;
import io.asyncorm.expression.Update;
import io.asyncorm.model.FieldException;
import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelKeys;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.model.ModelRelation;
import io.asyncorm.model.Relation;
import io.asyncorm.plan.QueryState;
import io.asyncorm.query.AbstractRef;
import io.asyncorm.query.Deleted;
import io.asyncorm.query.Many;
import io.asyncorm.query.QuerySet;
import io.asyncorm.query.Ref;
import io.asyncorm.query.SaveOptions;
import io.asyncorm.queryset.ModelWrites;
import io.asyncorm.queryset.PreparedQuery;
import io.asyncorm.queryset.QuerySets;
import io.asyncorm.resolution.FieldPath;
import io.asyncorm.resolution.TranslatedQuery;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.util.Assert;

/**
 * Implements the methods that {@link AsyncRepository} adds to a query set, by the same
 * names. Immutable.
 */
final class RepositoryOperations<M> {

	private static final List<Step> KEY = ExpressionAccess.steps("pk");

	private final ModelMetadata<M> model;

	private final QuerySet<M> rows;

	private final QuerySets querySets;

	private final ModelWrites<M> writes;

	private final ClientLookups<M> clientLookups;

	private final @Nullable PreparedQuery byKey;

	private final Class<?> type;

	/** By the names of their data sources. */
	private final Map<String, AsyncRepository<M, ?>> others = new ConcurrentHashMap<>();

	RepositoryOperations(RepositoryDeclaration<M> declaration) {
		this.clientLookups = ClientLookups.of(declaration);
		this.type = declaration.type();
		this.model = declaration.model();
		this.rows = declaration.rows();
		this.querySets = declaration.querySets();
		this.writes = declaration.querySets().writes(this.model.type());
		this.byKey = declaration.querySets().prepare(this.rows, List.of(KEY), PreparedQuery.Terminal.GET);
	}

	QuerySet<M> afilter() {
		return this.rows;
	}

	ClientLookups<M> clientLookups() {
		return this.clientLookups;
	}

	@SuppressWarnings("unchecked") // only what extends AsyncRepository inherits it
	AsyncRepository<M, ?> using(String dataSource) {
		Assert.notNull(dataSource, "'dataSource' must not be null");
		AsyncRepository<M, ?> known = this.others.get(dataSource);
		if (known != null) {
			return known;
		}
		QuerySets other = this.querySets.using(dataSource);
		TranslatedQuery.of(QueryState.of(this.model), other.models(), dataSource);
		return this.others.computeIfAbsent(dataSource,
				(name) -> (AsyncRepository<M, ?>) new RepositoryProxyFactory(other).create(this.type));
	}

	CompletableFuture<M> aget(Object key) {
		Assert.notNull(key, "'key' must not be null");
		CompletableFuture<M> prepared = (this.byKey != null) ? this.byKey.run(key) : null;
		if (prepared != null) {
			return prepared;
		}
		return this.rows.filter(ExpressionAccess.condition(new Expression.Keyword(KEY, key))).aget();
	}

	CompletableFuture<M> aget(Ref<M> reference) {
		Assert.notNull(reference, "'reference' must not be null");
		if (reference.model() != this.model.type()) {
			throw new InvalidDataAccessApiUsageException("A reference to '" + reference.model().getSimpleName()
					+ "' does not lead to a '" + this.model + "'");
		}
		String field = (reference instanceof AbstractRef<?> ref) ? ref.keyName() : ModelKeys.KEY;
		return this.rows.filter(Q.of(field, reference.key())).aget();
	}

	CompletableFuture<Optional<M>> anext(M object, String field) {
		return neighbour(object, field, "gt", "");
	}

	CompletableFuture<Optional<M>> aprevious(M object, String field) {
		return neighbour(object, field, "lt", "-");
	}

	private CompletableFuture<Optional<M>> neighbour(M object, String name, String beyond, String sign) {
		Assert.notNull(object, "'object' must not be null");
		Assert.notNull(name, "'field' must not be null");
		ModelField field = this.model.findField(name);
		if (field == null) {
			throw FieldException.unknown("name", name, "into a field of '" + this.model.name() + "'",
					this.model.choices());
		}
		Object value = field.valueIn(object);
		Object key = this.model.key().valueIn(object);
		if (value == null || key == null) {
			throw new InvalidDataAccessApiUsageException("The object of '" + this.model.name() + "' has no '"
					+ ((key == null) ? this.model.key() : field).name() + "', by which it has a place in the order");
		}
		Q<M> further = Q.<M>of(name + "__" + beyond, value).or(Q.<M>of(name, value).and(Q.of("pk__" + beyond, key)));
		return this.rows.filter(further).orderBy(sign + name, sign + "pk").afirst();
	}

	@SuppressWarnings("unchecked") // a property's type suits its relation, see
									// RelationType
	<R extends Relation<?>> R related(M owner, Property<M, ? extends @Nullable R> relation) {
		Assert.notNull(relation, "'relation' must not be null");
		return (R) related(owner, Step.of(relation), (any) -> true, "");
	}

	@SuppressWarnings("unchecked") // the path says where the relation leads
	<T> Many<T> related(M owner, Path<M, T> relation) {
		Assert.notNull(relation, "'relation' must not be null");
		List<Step> steps = ExpressionAccess.steps(relation);
		if (steps.size() > 1) {
			throw new FieldException("related() takes one relation of '" + this.model.name()
					+ "', not a path over several: query the model at its end");
		}
		return (Many<T>) related(owner, steps.get(0), ModelRelation::toMany, "to many objects");
	}

	private Relation<?> related(M owner, Step step, Predicate<ModelRelation> wanted, String leading) {
		Assert.notNull(owner, "'owner' must not be null");
		return this.querySets.related(owner, FieldPath.relation(this.model, step, wanted, "related()", leading));
	}

	CompletableFuture<M> acreate(M object) {
		Assert.notNull(object, "'object' must not be null");
		return this.writes.create(object);
	}

	CompletableFuture<M> acreate(Kw values) {
		Assert.notNull(values, "'values' must not be null");
		return this.writes.create(values);
	}

	CompletableFuture<M> acreate(Update<M> values) {
		Assert.notNull(values, "'values' must not be null");
		return this.writes.create(values);
	}

	CompletableFuture<M> asave(M object) {
		Assert.notNull(object, "'object' must not be null");
		return this.writes.save(object);
	}

	CompletableFuture<M> asave(M object, SaveOptions options) {
		Assert.notNull(object, "'object' must not be null");
		Assert.notNull(options, "'options' must not be null");
		return this.writes.save(object, options);
	}

	CompletableFuture<M> asave(M object, Update<M> changes) {
		Assert.notNull(object, "'object' must not be null");
		Assert.notNull(changes, "'changes' must not be null");
		return this.writes.save(object, changes);
	}

	CompletableFuture<Deleted> adelete(M object) {
		Assert.notNull(object, "'object' must not be null");
		return this.writes.delete(object);
	}

	M with(M object, Update<M> changes) {
		Assert.notNull(object, "'object' must not be null");
		Assert.notNull(changes, "'changes' must not be null");
		return this.writes.with(object, changes);
	}

}
