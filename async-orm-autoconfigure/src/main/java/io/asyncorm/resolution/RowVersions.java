package io.asyncorm.resolution;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

import io.asyncorm.model.FieldException;
import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.plan.Operation.Change;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * Counts the {@code @Version} of rows up where they are written, and says which one an
 * object's row must still have: optimistic locking. Immutable and safe for use by several
 * threads.
 *
 * @param <M> the model
 * @since 0.1.0
 */
public final class RowVersions<M> {

	private final ModelMetadata<M> model;

	private final AutomaticValues automatic;

	RowVersions(ModelMetadata<M> model, AutomaticValues automatic) {
		this.model = model;
		this.automatic = automatic;
	}

	/** Changes of many rows, and of their versions. */
	public List<Change> with(List<Change> changes) {
		return changes.isEmpty() ? changes : with(changes, next());
	}

	/** Changes of an object's row, and of its version. */
	public List<Change> with(List<Change> changes, M object) {
		ModelField version = this.model.version();
		if (version == null || changes.isEmpty()) {
			return changes;
		}
		return with(changes, new Change(version, Objects.requireNonNull(this.automatic.saved(version, object))));
	}

	private static List<Change> with(List<Change> changes, @Nullable Change version) {
		if (version == null) {
			return changes;
		}
		List<Change> all = new ArrayList<>(changes);
		all.add(version);
		return all;
	}

	/** The change that counts the version of any row up; null if there is none. */
	public @Nullable Change next() {
		ModelField version = this.model.version();
		return (version != null) ? new Change(version, this.automatic.next(version)) : null;
	}

	/**
	 * The version that an object's row must still have; null if the model has none.
	 * @throws InvalidDataAccessApiUsageException if the object has none, because it was
	 * not stored yet
	 */
	public @Nullable Change of(M object) {
		ModelField version = this.model.version();
		if (version == null) {
			return null;
		}
		Object value = version.get(object);
		if (value == null) {
			throw new InvalidDataAccessApiUsageException("This '" + this.model.name() + "' has no '" + version.name()
					+ "', so it was not stored yet: insert it, or read it first");
		}
		return new Change(version, ValuePreparation.forField(version, value));
	}

	/**
	 * Refuses changes of a version by the user, who would take it from under the feet of
	 * others.
	 * @throws FieldException if there is one
	 */
	public void requireNone(Collection<ModelField> changed) {
		if (this.model.version() != null && changed.contains(this.model.version())) {
			throw new FieldException("'" + this.model.version()
					+ "' is the version of the row, which every write counts up by itself: leave it out");
		}
	}

}
