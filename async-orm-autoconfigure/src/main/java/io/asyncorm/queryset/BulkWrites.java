package io.asyncorm.queryset;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;

import io.asyncorm.expression.Expression;
import io.asyncorm.expression.ExpressionAccess;
import io.asyncorm.expression.Kw;
import io.asyncorm.expression.Update;
import io.asyncorm.model.FieldException;
import io.asyncorm.model.InvalidObjectException;
import io.asyncorm.model.InvalidValueException;
import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.plan.Names;
import io.asyncorm.plan.OnConflict;
import io.asyncorm.plan.Operation.Change;
import io.asyncorm.plan.Operation;
import io.asyncorm.plan.QueryState;
import io.asyncorm.plan.RowBlock;
import io.asyncorm.plan.RowChange;
import io.asyncorm.query.BatchOptions;
import io.asyncorm.query.ConflictOptions;
import io.asyncorm.query.RefusedRowException;
import io.asyncorm.resolution.FieldPath;
import io.asyncorm.resolution.QueryEdits;
import io.asyncorm.resolution.ReadOnlyFields;
import io.asyncorm.resolution.ValuePreparation;
import io.asyncorm.resolution.WriteValues;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.util.Assert;

/**
 * Writes many objects at once: {@code abulkCreate()} and {@code abulkUpdate()}.
 * Immutable.
 *
 * @param <M> the model
 */
final class BulkWrites<M> {

	private final QuerySets querySets;

	private final ModelMetadata<M> model;

	private final WriteValues<M> values;

	BulkWrites(QuerySets querySets, ModelMetadata<M> model) {
		this.querySets = querySets;
		this.model = model;
		this.values = querySets.values(model);
	}

	/**
	 * Inserts objects as they are.
	 * @param owner values that replace those of the objects, such as the key of the owner
	 */
	CompletableFuture<List<M>> create(List<M> objects, Kw owner, ConflictOptions options) {
		Assert.notNull(objects, "'objects' must not be null");
		Assert.notNull(options, "'options' must not be null");
		OnConflict conflict = onConflict(options);
		requireValid(objects);
		Map<ModelField, Expression> owned = this.values.ofKeywords(ExpressionAccess.keywords(owner));
		NewRows<M> rows = new NewRows<>(this.model, this.values, owned, conflict);
		List<List<RowBlock>> chunks = new ArrayList<>();
		int chunk = (options.batches().chunkSize() > 0) ? options.batches().chunkSize() : Integer.MAX_VALUE;
		for (int from = 0; from < objects.size(); from += Math.min(chunk, objects.size())) {
			chunks.add(rows.read(objects, from, (int) Math.min((long) from + chunk, objects.size())));
		}
		return dispatch(new Operation.BulkCreate<>(name("abulkCreate"), this.model, objects, chunks, conflict,
				options.batches()));
	}

	private @Nullable OnConflict onConflict(ConflictOptions options) {
		List<String> updates = options.updateFields();
		if (updates == null) {
			return options.ignored() ? OnConflict.IGNORE : null;
		}
		if (updates.isEmpty() || options.uniqueFields().isEmpty()) {
			throw new InvalidDataAccessApiUsageException(name("abulkCreate")
					+ ": updateConflicts() needs the fields to update, and uniqueFields() those of the unique key, as in"
					+ " updateConflicts(\"quantity\").uniqueFields(\"store\", \"book\")");
		}
		List<ModelField> updated = updates.stream()
			.flatMap((field) -> column("updateConflicts", field).parts().ownColumns().stream())
			.distinct()
			.toList();
		if (updated.stream().anyMatch(ModelField::primaryKey)) {
			throw new InvalidDataAccessApiUsageException(
					name("abulkCreate") + ": updateConflicts() cannot change the key of a row that is there");
		}
		this.values.versions().requireNone(updated);
		return new OnConflict(unique(options.uniqueFields()), updated, this.values.versions().next());
	}

	/**
	 * The columns of a unique key, and that of the tenant, which every key has: one
	 * without it, if the database has such a one, would find the rows of others.
	 */
	private List<ModelField> unique(List<String> names) {
		Stream<ModelField> named = names.stream().flatMap((name) -> column("uniqueFields", name).columns().stream());
		return Stream.concat(Stream.ofNullable(this.model.tenantField()), named).distinct().toList();
	}

	/** Updates these fields of objects by the values that the objects have. */
	CompletableFuture<Long> update(QueryState state, List<M> objects, BatchOptions options, String... names) {
		List<ModelField> fields = Names.of("abulkUpdate", names)
			.stream()
			.flatMap((name) -> column("abulkUpdate", name).parts().ownColumns().stream())
			.distinct()
			.toList();
		if (fields.isEmpty()) {
			throw new InvalidDataAccessApiUsageException(
					name("abulkUpdate") + " needs the names of the fields that it is to write");
		}
		this.values.versions().requireNone(fields);
		Assert.notNull(objects, "'objects' must not be null");
		requireValid(objects);
		return update(state, objects, options,
				(object, index) -> fields.stream()
					.map((field) -> new Change(field, ValuePreparation.forField(field, field.get(object))))
					.toList());
	}

	/**
	 * Checks all objects, so that all that are invalid are told of at once.
	 * @throws RefusedRowException if there is one
	 */
	private void requireValid(List<? extends @Nullable M> objects) {
		InvalidObjects invalid = new InvalidObjects();
		for (int i = 0; i < objects.size(); i++) {
			M object = objects.get(i);
			try {
				if (object != null) {
					this.values.requireValid(object);
				}
			}
			catch (InvalidObjectException ex) {
				invalid.add(i, ex);
			}
			catch (InvalidValueException ex) {
				throw new RefusedRowException(i, 0, ex);
			}
		}
		requireNone(invalid);
	}

	private static void requireNone(InvalidObjects invalid) {
		if (!invalid.isEmpty()) {
			throw new RefusedRowException(invalid.first(), 0, invalid.exception());
		}
	}

	/** Updates each object by changes of its own. */
	CompletableFuture<Long> update(QueryState state, List<M> objects, BatchOptions options,
			Function<? super M, Update<M>> changes) {
		Assert.notNull(changes, "'changes' must not be null");
		return update(state, objects, options,
				(object, index) -> this.values.accepted(object, this.values.changes(state, changes.apply(object))));
	}

	/** As in Django, of an object that comes twice the first one counts. */
	private CompletableFuture<Long> update(QueryState state, List<M> objects, BatchOptions options,
			RowChanges<M> changes) {
		Assert.notNull(objects, "'objects' must not be null");
		Assert.notNull(options, "'options' must not be null");
		Set<Object> keys = new HashSet<>();
		List<RowChange> rows = new ArrayList<>(objects.size());
		InvalidObjects invalid = new InvalidObjects();
		for (int i = 0; i < objects.size(); i++) {
			try {
				RowChange row = rowChange(objects.get(i), i, changes);
				if (keys.add(this.model.key().comparable(row.key())) && !row.changes().isEmpty()) {
					rows.add(row);
				}
			}
			catch (InvalidObjectException ex) {
				invalid.add(i, ex);
			}
		}
		requireNone(invalid);
		return dispatch(new Operation.BulkUpdate(name("abulkUpdate"), QueryEdits.unordered(state), rows, options));
	}

	private RowChange rowChange(@Nullable M object, int index, RowChanges<M> changes) {
		Assert.notNull(object, () -> "'objects' must not hold nulls: there is one at " + index);
		Object key = this.values.keyOf(object);
		if (key == null) {
			throw new InvalidDataAccessApiUsageException(name("abulkUpdate") + ": the object at " + index
					+ " (counted from 0) has no key, so there is no row to change: insert it with abulkCreate()");
		}
		try {
			List<Change> written = this.values.ofSameTenant(changes.of(object, index), this.model.key().convert(key));
			if (written.stream().anyMatch((change) -> change.field().primaryKey())) {
				throw keyWritten();
			}
			return new RowChange(index, this.model.key().convert(key), this.values.versions().of(object),
					this.values.versions().with(written, object));
		}
		catch (InvalidDataAccessApiUsageException ex) {
			throw (ex instanceof InvalidValueException) ? new RefusedRowException(index, 0, ex) : ex;
		}
	}

	private InvalidDataAccessApiUsageException keyWritten() {
		return new InvalidDataAccessApiUsageException(
				"The key of a '" + this.model.name() + "' cannot be changed by abulkUpdate(): it identifies the row");
	}

	/**
	 * The field of a name.
	 * @throws FieldException if there is none, or no column of it
	 */
	private ModelField column(String method, String name) {
		if (this.model.findField(name) == null && this.model.findRelation(name) != null) {
			throw new InvalidDataAccessApiUsageException(method + "() writes columns, and '" + name + "' of '"
					+ this.model.name() + "' leads to other objects: write those");
		}
		ModelField field = FieldPath.requireField(this.model, ExpressionAccess.steps(name), "field");
		if (method.equals("abulkUpdate") && field.primaryKey()) {
			throw keyWritten();
		}
		if (!method.equals("uniqueFields")) {
			ReadOnlyFields.requireWritable(field);
		}
		return field;
	}

	private String name(String method) {
		return Operation.name(this.model, method);
	}

	private <R> CompletableFuture<R> dispatch(Operation<R> operation) {
		return this.querySets.dispatcher().dispatch(operation);
	}

	/** What is written to the row of an object. */
	@FunctionalInterface
	private interface RowChanges<M> {

		List<Change> of(M object, int index);

	}

}
