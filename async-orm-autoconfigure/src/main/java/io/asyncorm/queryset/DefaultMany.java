package io.asyncorm.queryset;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

import io.asyncorm.expression.Kw;
import io.asyncorm.model.ModelRelation;
import io.asyncorm.query.Many;
import io.asyncorm.query.QuerySet;
import io.asyncorm.query.RelationNotLoadedException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.InvalidDataAccessApiUsageException;

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

	/**
	 * The foreign key to the owner, for new objects. Over a join table, they would need a
	 * row there as well, which is refused.
	 */
	@Override
	Kw ownerValues() {
		if (this.relation.kind() == ModelRelation.Kind.REVERSE_FOREIGN_KEY) {
			return Kw.empty().and(this.relation.hops().get(0).targetField().name(), this.ownerKey);
		}
		throw new InvalidDataAccessApiUsageException("'" + this.relation + "' leads over a join table, and a new '"
				+ this.relation.target().name() + "' could not be linked: create it through its own repository");
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
