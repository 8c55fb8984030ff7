package io.asyncorm.queryset;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

import io.asyncorm.expression.Kw;
import io.asyncorm.expression.Update;
import io.asyncorm.expression.UpsertDefaults;
import io.asyncorm.model.ModelRelation;
import io.asyncorm.query.ConflictOptions;
import io.asyncorm.query.GetOrCreate;
import io.asyncorm.query.Many;
import io.asyncorm.query.OneByOne;
import io.asyncorm.query.QuerySet;
import io.asyncorm.query.RelationNotLoadedException;
import io.asyncorm.query.Replaced;
import io.asyncorm.query.SetOption;
import io.asyncorm.query.ThroughDefaults;
import io.asyncorm.query.UpdateOrCreate;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Default implementation of {@link Many}: a query set of the related objects of one
 * owner, and the prefetched ones.
 */
final class DefaultMany<T> extends LinkedQuerySet<T> implements Many<T> {

	private final ModelRelation relation;

	private final Object ownerKey;

	private final @Nullable List<T> loaded;

	private DefaultMany(ModelRelation relation, Object ownerKey, @Nullable List<T> loaded, QuerySets querySets) {
		super(querySets, RelationQueries.of(relation, ownerKey));
		this.relation = relation;
		this.ownerKey = ownerKey;
		this.loaded = loaded;
	}

	@SuppressWarnings("unchecked") // what was read over a relation is of its target's
									// class
	static Many<?> of(ModelRelation relation, Object ownerKey, @Nullable List<?> targets, QuerySets querySets) {
		return new DefaultMany<>(relation, ownerKey, (targets != null) ? (List<Object>) List.copyOf(targets) : null,
				querySets);
	}

	@Override
	public boolean isLoaded() {
		return this.loaded != null;
	}

	@Override
	public List<T> list() {
		if (this.loaded == null) {
			throw new RelationNotLoadedException("'" + this.relation + "' is not loaded: add prefetchRelated(\""
					+ this.relation.name() + "\") to the query set, or read it with alist()");
		}
		return this.loaded;
	}

	@Override
	public Many<T> timeout(Duration timeout) {
		return new DefaultMany<>(this.relation, this.ownerKey, this.loaded, querySets().within(timeout));
	}

	@Override
	public QuerySet<T> all() {
		return new LinkedQuerySet<>(querySets(), state());
	}

	@Override
	public CompletableFuture<List<T>> alist() {
		return (this.loaded != null) ? CompletableFuture.completedFuture(this.loaded) : super.alist();
	}

	@Override
	public CompletableFuture<Long> acount() {
		return (this.loaded != null) ? CompletableFuture.completedFuture((long) this.loaded.size()) : super.acount();
	}

	@Override
	public CompletableFuture<Boolean> aexists() {
		return (this.loaded != null) ? CompletableFuture.completedFuture(!this.loaded.isEmpty()) : super.aexists();
	}

	@Override
	public CompletableFuture<Long> aadd(Object... objects) {
		return writes().add(list(objects), null);
	}

	@Override
	public CompletableFuture<Long> aadd(Collection<?> objects) {
		return writes().add(objects, null);
	}

	@Override
	public CompletableFuture<Long> aadd(Collection<?> objects, ThroughDefaults defaults) {
		return writes().add(objects, defaults);
	}

	@Override
	public CompletableFuture<List<T>> aadd(Collection<? extends T> objects, OneByOne how) {
		return writes().addEach(objects);
	}

	private static List<Object> list(Object... objects) {
		Assert.notNull(objects, "'objects' must not be null");
		return Arrays.asList(objects);
	}

	@Override
	public CompletableFuture<Long> aremove(Object... objects) {
		return writes().remove(list(objects));
	}

	@Override
	public CompletableFuture<Long> aremove(Collection<?> objects) {
		return writes().remove(objects);
	}

	@Override
	public CompletableFuture<Long> aclear() {
		return writes().clear();
	}

	@Override
	public CompletableFuture<Replaced> aset(Collection<?> objects, SetOption... options) {
		return writes().set(objects, options);
	}

	@Override
	public CompletableFuture<Replaced> aset(QuerySet<? extends T> objects, SetOption... options) {
		return writes().set(objects, options);
	}

	@Override
	public CompletableFuture<List<T>> aset(Collection<? extends T> objects, OneByOne how, SetOption... options) {
		return writes().setEach(objects, options);
	}

	@Override
	public CompletableFuture<T> acreate(T object) {
		return writes().create(object, null);
	}

	@Override
	public CompletableFuture<T> acreate(Update<T> values) {
		return writes().create(values, null);
	}

	@Override
	public CompletableFuture<T> acreate(T object, ThroughDefaults defaults) {
		return writes().create(object, defaults);
	}

	@Override
	public CompletableFuture<T> acreate(Kw values, ThroughDefaults defaults) {
		return writes().linking(defaults).writes(model()).create(values);
	}

	@Override
	public CompletableFuture<T> acreate(Update<T> values, ThroughDefaults defaults) {
		return writes().create(values, defaults);
	}

	@Override
	public CompletableFuture<GetOrCreate<T>> agetOrCreate(Kw lookup, UpsertDefaults defaults, ThroughDefaults through) {
		return upserts(through).getOrCreate(lookup, defaults);
	}

	@Override
	public CompletableFuture<UpdateOrCreate<T>> aupdateOrCreate(Kw lookup, UpsertDefaults defaults,
			ThroughDefaults through) {
		return upserts(through).updateOrCreate(lookup, defaults, null);
	}

	@Override
	public CompletableFuture<List<T>> abulkCreate(List<T> objects, ThroughDefaults defaults) {
		return new BulkWrites<>(writes().linking(defaults), model()).create(objects, Kw.empty(),
				ConflictOptions.none());
	}

	private Upserts<T> upserts(ThroughDefaults through) {
		return new Upserts<>(writes().linking(through), model(), state(), Kw.empty());
	}

	@Override
	QuerySets creating() {
		return (this.relation.kind() == ModelRelation.Kind.MANY_TO_MANY) ? writes().linking(null) : querySets();
	}

	/** The foreign key to the owner. */
	@Override
	Kw ownerValues() {
		return (this.relation.kind() == ModelRelation.Kind.MANY_TO_MANY) ? Kw.empty() : writes().ownerValues();
	}

	private RelatedWrites<T> writes() {
		return new RelatedWrites<>(querySets(), this.relation, this.ownerKey, state());
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof DefaultMany<?> that && this.relation.equals(that.relation)
				&& this.ownerKey.equals(that.ownerKey);
	}

	@Override
	public int hashCode() {
		return Objects.hash(this.relation, this.ownerKey);
	}

	@Override
	public String toString() {
		return this.relation + "[" + this.ownerKey + "]";
	}

}
