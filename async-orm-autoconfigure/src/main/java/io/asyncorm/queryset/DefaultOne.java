package io.asyncorm.queryset;

import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import io.asyncorm.model.ModelRelation;
import io.asyncorm.query.One;
import io.asyncorm.query.RelationNotLoadedException;
import org.jspecify.annotations.Nullable;

/**
 * Default implementation of {@link One}.
 */
final class DefaultOne<T> implements One<T> {

	private final ModelRelation relation;

	private final Object ownerKey;

	private final boolean loaded;

	private final @Nullable T target;

	private final QuerySets querySets;

	DefaultOne(ModelRelation relation, Object ownerKey, boolean loaded, @Nullable T target, QuerySets querySets) {
		this.relation = relation;
		this.ownerKey = ownerKey;
		this.loaded = loaded;
		this.target = target;
		this.querySets = querySets;
	}

	@Override
	public boolean isLoaded() {
		return this.loaded;
	}

	@Override
	public Optional<T> get() {
		if (!this.loaded) {
			throw new RelationNotLoadedException("'" + this.relation + "' is not loaded: add selectRelated(\""
					+ this.relation.name() + "\") to the query set, or read it with aget()");
		}
		return Optional.ofNullable(this.target);
	}

	@Override
	public CompletableFuture<Optional<T>> aget() {
		if (this.loaded) {
			return CompletableFuture.completedFuture(get());
		}
		return new DefaultQuerySet<T>(this.querySets, RelationQueries.of(this.relation, this.ownerKey)).afirst();
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof DefaultOne<?> that && this.relation.equals(that.relation)
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
