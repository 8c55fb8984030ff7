package io.asyncorm.query;

import java.util.concurrent.CompletableFuture;

import io.asyncorm.model.ModelRelation;
import org.jspecify.annotations.Nullable;

/**
 * A foreign key of an object that was read from the database, so that it can load its
 * target on demand, by {@link #aget()}.
 *
 * @since 0.1.0
 */
public final class LoadedRef<T> extends AbstractRef<T> {

	/** Whether the target is loaded; {@code ABSENT} if a prefetch left it out. */
	public enum State {

		UNLOADED, LOADED, ABSENT

	}

	private final ModelRelation relation;

	private final Object key;

	private final State state;

	private final @Nullable T target;

	private final QuerySetFactory querySets;

	public LoadedRef(ModelRelation relation, Object key, State state, @Nullable T target, QuerySetFactory querySets) {
		this.relation = relation;
		this.key = key;
		this.state = state;
		this.target = target;
		this.querySets = querySets;
	}

	@Override
	@SuppressWarnings("unchecked") // the target is one of the relation
	public Class<T> model() {
		return (Class<T>) this.relation.target().type();
	}

	@Override
	public Object key() {
		return this.key;
	}

	@Override
	public String keyName() {
		return keyName(this.relation.targetField());
	}

	@Override
	public boolean isLoaded() {
		return this.state != State.UNLOADED;
	}

	@Override
	public T get() {
		if (this.target != null) {
			return this.target;
		}
		if (this.state == State.ABSENT) {
			throw new DoesNotExistException(this.relation.toString(), "'" + this.relation + "' leads to " + this
					+ ", which was not among the objects that were prefetched");
		}
		throw new RelationNotLoadedException("'" + this.relation + "' is not loaded: add selectRelated(\""
				+ this.relation.name() + "\") to the query set, or read it with aget()");
	}

	@Override
	public CompletableFuture<T> aget() {
		if (this.target != null) {
			return CompletableFuture.completedFuture(this.target);
		}
		return this.querySets.of(model()).filter(keyName(), this.key).aget();
	}

	@Override
	public boolean hasKey() {
		return true;
	}

	@Override
	public @Nullable T target() {
		return this.target;
	}

}
