package io.asyncorm.queryset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import io.asyncorm.expression.Expression;
import io.asyncorm.expression.Kw;
import io.asyncorm.expression.Update;
import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.model.ModelRelation;
import io.asyncorm.plan.Operation;
import io.asyncorm.plan.QueryState;
import io.asyncorm.plan.QueryStateHolder;
import io.asyncorm.plan.RelatedChange;
import io.asyncorm.plan.RelatedRows;
import io.asyncorm.query.ClearFirst;
import io.asyncorm.query.QuerySet;
import io.asyncorm.query.Replaced;
import io.asyncorm.query.SetOption;
import io.asyncorm.query.ThroughDefaults;
import io.asyncorm.resolution.Combinations;
import io.asyncorm.resolution.Orderings;
import io.asyncorm.resolution.ValuePreparation;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.util.Assert;

/**
 * Runs the methods of a related manager that change what is related to its owner.
 * Immutable.
 *
 * @param <T> the model of the related objects
 */
final class RelatedWrites<T> {

	private static final ThroughDefaults NONE = new ThroughDefaults(Kw.empty());

	private final QuerySets querySets;

	private final ModelRelation relation;

	private final Object ownerKey;

	private final QueryState rows;

	RelatedWrites(QuerySets querySets, ModelRelation relation, Object ownerKey, QueryState rows) {
		this.querySets = querySets;
		this.relation = relation;
		this.ownerKey = ownerKey;
		this.rows = rows;
	}

	CompletableFuture<Long> add(Collection<?> objects, @Nullable ThroughDefaults defaults) {
		requireGiven(objects);
		return switch (related(defaults)) {
			case RelatedRows.Links links ->
				change("aadd", new RelatedChange.Link(links, RelatedObjects.keys(links, objects)));
			case RelatedRows.ForeignKeys keys -> update("aadd",
					RelatedObjects.unrelated(keys, RelatedObjects.keys(keys, "aadd", objects)), keys.related());
		};
	}

	CompletableFuture<List<T>> addEach(Collection<? extends T> objects) {
		return saves("aadd", objects).run(false, false);
	}

	CompletableFuture<Long> remove(Collection<?> objects) {
		requireGiven(objects);
		return switch (related(null)) {
			case RelatedRows.Links links ->
				change("aremove", new RelatedChange.Unlink(links, RelatedObjects.keys(links, objects)));
			case RelatedRows.ForeignKeys keys -> {
				requireNullable("aremove");
				List<Object> known = RelatedObjects.keys(keys, "aremove", objects);
				RelatedObjects.requireRelated(keys, objects);
				yield update("aremove", RelatedObjects.among(this.rows, keys, known), keys.unrelated());
			}
		};
	}

	CompletableFuture<Long> clear() {
		return switch (related(null)) {
			case RelatedRows.Links links -> change("aclear", new RelatedChange.Unlink(links, null));
			case RelatedRows.ForeignKeys keys -> {
				requireNullable("aclear");
				yield update("aclear", this.rows, keys.unrelated());
			}
		};
	}

	CompletableFuture<Replaced> set(Collection<?> objects, SetOption... options) {
		requireGiven(objects);
		RelatedRows related = related(defaults(options));
		List<Object> keys = switch (related) {
			case RelatedRows.Links links -> RelatedObjects.keys(links, objects);
			case RelatedRows.ForeignKeys foreignKeys -> RelatedObjects.keys(foreignKeys, "aset", objects);
		};
		return change("aset", new RelatedChange.Replace(related, keys, null, isClear(options)));
	}

	CompletableFuture<Replaced> set(QuerySet<? extends T> objects, SetOption... options) {
		requireGiven(objects);
		QueryState read = QueryStateHolder.of(objects).state();
		if (read.model() != this.relation.target() || !(read.selection() instanceof QueryState.Instances)) {
			throw new InvalidDataAccessApiUsageException("'" + this.relation + "' takes a query set of '"
					+ this.relation.target().name() + "' objects, not one of '" + read.model().name() + "'");
		}
		Combinations.requireNone(read, "aset");
		return change("aset", new RelatedChange.Replace(related(defaults(options)), List.of(),
				Orderings.ordered(read, this.querySets.lookups()), isClear(options)));
	}

	CompletableFuture<List<T>> setEach(Collection<? extends T> objects, SetOption... options) {
		return saves("aset", objects).run(true, isClear(options));
	}

	CompletableFuture<T> create(T object, @Nullable ThroughDefaults defaults) {
		Assert.notNull(object, "'object' must not be null");
		return switch (related(defaults)) {
			case RelatedRows.Links links -> linking(links).writes(model()).create(object);
			case RelatedRows.ForeignKeys keys -> this.querySets.writes(model()).create(owned(object));
		};
	}

	CompletableFuture<T> create(Update<T> values, @Nullable ThroughDefaults defaults) {
		return switch (related(defaults)) {
			case RelatedRows.Links links -> linking(links).writes(model()).create(values);
			case RelatedRows.ForeignKeys keys -> this.querySets.writes(model()).create(values, ownerValues());
		};
	}

	/** Query sets that link each object which is created by them. */
	QuerySets linking(@Nullable ThroughDefaults defaults) {
		return switch (related(defaults)) {
			case RelatedRows.Links links -> linking(links);
			case RelatedRows.ForeignKeys keys -> this.querySets;
		};
	}

	private QuerySets linking(RelatedRows.Links links) {
		return this.querySets.dispatchedBy(new LinkingDispatcher(this.querySets.dispatcher(), links));
	}

	private RelatedRows related(@Nullable ThroughDefaults defaults) {
		ModelField ownerField = this.relation.hops().get(0).targetField();
		Expression.Value owner = ValuePreparation.forField(ownerField, this.ownerKey);
		if (this.relation.kind() == ModelRelation.Kind.MANY_TO_MANY) {
			ModelField target = this.relation.hops().get(1).sourceField();
			Kw given = ((defaults != null) ? defaults : NONE).values();
			return new RelatedRows.Links(this.relation, this.rows, owner,
					LinkValues.of(this.querySets, new Operation.Change(ownerField, owner), target, given)::apply);
		}
		if (defaults != null) {
			throw new InvalidDataAccessApiUsageException("'" + this.relation + "' is the reverse of a foreign key, and"
					+ " has no join table: throughDefaults() is for many-to-many relations");
		}
		return new RelatedRows.ForeignKeys(this.relation, this.rows, owner,
				this.querySets.values(this.relation.target()).versions().next());
	}

	private RelatedRows.ForeignKeys foreignKeys() {
		if (related(null) instanceof RelatedRows.ForeignKeys keys) {
			return keys;
		}
		throw new InvalidDataAccessApiUsageException("'" + this.relation + "' leads over a join table, whose rows are"
				+ " all that is written: oneByOne() is for the reverse of foreign keys");
	}

	private void requireNullable(String method) {
		ModelField foreignKey = this.relation.hops().get(0).targetField();
		if (!foreignKey.nullable()) {
			throw new InvalidDataAccessApiUsageException("'" + this.relation + "' has no " + method + "(): '"
					+ foreignKey + "' cannot be null. Delete these objects, add them to another '"
					+ this.relation.source().name() + "', or declare a @Nullable Ref");
		}
	}

	private static void requireGiven(@Nullable Object objects) {
		Assert.notNull(objects, "'objects' must not be null");
	}

	private RelatedSaves<T> saves(String method, Collection<? extends T> objects) {
		requireGiven(objects);
		RelatedRows.ForeignKeys related = foreignKeys();
		List<T> owned = new ArrayList<>(objects.size());
		for (T object : objects) {
			if (!this.relation.target().type().isInstance(object)) {
				throw RelatedObjects.wrongType(this.relation, object);
			}
			owned.add(owned(object));
		}
		return new RelatedSaves<>(this.querySets, model(), name(method), related, owned);
	}

	private T owned(T object) {
		return this.querySets.writes(model()).with(object, owner());
	}

	private Update<T> owner() {
		return Update.of(ownerValues());
	}

	/** The foreign key of a new object. */
	Kw ownerValues() {
		return Kw.empty().and(this.relation.hops().get(0).targetField().name(), this.ownerKey);
	}

	private static @Nullable ThroughDefaults defaults(SetOption... options) {
		Set<ThroughDefaults> found = new LinkedHashSet<>();
		Assert.notNull(options, "'options' must not be null");
		for (SetOption option : options) {
			if (option instanceof ThroughDefaults defaults) {
				found.add(defaults);
			}
		}
		if (found.size() > 1) {
			throw new InvalidDataAccessApiUsageException(
					"aset() was given throughDefaults() twice: add values by and()");
		}
		return found.isEmpty() ? null : found.iterator().next();
	}

	private static boolean isClear(SetOption... options) {
		return Arrays.asList(options).contains(ClearFirst.INSTANCE);
	}

	@SuppressWarnings("unchecked") // the relation leads to objects of T
	private ModelMetadata<T> model() {
		return (ModelMetadata<T>) this.relation.target();
	}

	private CompletableFuture<Long> update(String method, QueryState rows, List<Operation.Change> changes) {
		return dispatch(new Operation.UpdateAll(name(method), rows, changes));
	}

	private <R> CompletableFuture<R> change(String method, RelatedChange<R> change) {
		return dispatch(new Operation.ChangeRelated<>(name(method), change));
	}

	private String name(String method) {
		return this.relation + "." + method;
	}

	private <R> CompletableFuture<R> dispatch(Operation<R> operation) {
		return this.querySets.dispatcher().dispatch(operation);
	}

}
