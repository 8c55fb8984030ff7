package io.asyncorm.queryset;

import java.util.List;
import java.util.function.Supplier;

import io.asyncorm.model.ModelRelation;
import io.asyncorm.model.Relation;
import io.asyncorm.model.RelationFactory;
import io.asyncorm.query.LoadedRef;
import org.jspecify.annotations.Nullable;

/**
 * Creates the references and related managers ({@code Ref}, {@code One}, {@code Many}) of
 * objects that were read, which can load their targets on demand. Immutable and
 * thread-safe.
 *
 * @since 0.1.0
 */
public final class QuerySetRelations implements RelationFactory {

	private final Supplier<QuerySets> querySets;

	/**
	 * @param querySets supplied late, because reading stands below them
	 */
	public QuerySetRelations(Supplier<QuerySets> querySets) {
		this.querySets = querySets;
	}

	@Override
	public Relation<?> unloadedRef(ModelRelation relation, Object key) {
		return new LoadedRef<>(relation, key, LoadedRef.State.UNLOADED, null, querySets(relation));
	}

	@Override
	public Relation<?> loadedRef(ModelRelation relation, Object key, @Nullable Object target) {
		return new LoadedRef<>(relation, key, (target != null) ? LoadedRef.State.LOADED : LoadedRef.State.ABSENT,
				target, querySets(relation));
	}

	@Override
	public Relation<?> unloadedOne(ModelRelation relation, Object ownerKey) {
		return new DefaultOne<>(relation, ownerKey, false, null, querySets(relation));
	}

	@Override
	public Relation<?> loadedOne(ModelRelation relation, Object ownerKey, @Nullable Object target) {
		return new DefaultOne<>(relation, ownerKey, true, target, querySets(relation));
	}

	@Override
	public Relation<?> unloadedMany(ModelRelation relation, Object ownerKey) {
		return DefaultMany.of(relation, ownerKey, null, querySets(relation));
	}

	@Override
	public Relation<?> loadedMany(ModelRelation relation, Object ownerKey, List<?> targets) {
		return DefaultMany.of(relation, ownerKey, targets, querySets(relation));
	}

	private QuerySets querySets(ModelRelation relation) {
		return this.querySets.get().following(relation);
	}

}
