package io.asyncorm.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.plan.Operation.Change;
import io.asyncorm.query.MergeKind;
import org.jspecify.annotations.Nullable;

/**
 * An upsert by a unique key, all of whose values are known ({@code aupdateOrCreate}).
 * Those that write the same columns can be made by one statement.
 *
 * @param upsert the upsert, for itself
 * @param shape what it has in common with those
 * @param key the values of the key
 */
record MergeableUpsert<M, R>(Operation.Upsert<M, R> upsert, Shape shape, List<Object> key) implements Mergeable {

	/** Null if it is more than that, or moves the row to another key. */
	static @Nullable Mergeable of(Operation.Upsert<?, ?> upsert) {
		List<ModelField> key = upsert.key();
		List<Change> changes = upsert.changes();
		if (key == null || changes == null || changes.isEmpty() || upsert.refusal() != null
				|| !UpsertKeys.insertsLookup(upsert) || changes.stream().map(Change::field).anyMatch(key::contains)) {
			return null;
		}
		List<ModelField> inserted = MergeableCreate.columns(upsert.insert());
		List<ModelField> updated = (inserted != null) ? MergeableCreate.columns(changes) : null;
		return (inserted != null && updated != null) ? new MergeableUpsert<>(upsert,
				new Shape(upsert.model(), key, inserted, updated), values(key, upsert.lookup())) : null;
	}

	private static List<Object> values(List<ModelField> key, List<Change> lookup) {
		List<Object> values = new ArrayList<>(key.size());
		for (ModelField field : key) {
			for (Change part : lookup) {
				if (part.field() == field) {
					values.add(Objects.requireNonNull(part.constant()));
				}
			}
		}
		return values;
	}

	@Override
	public MergeKind kind() {
		return MergeKind.UPSERTS;
	}

	@Override
	public Collection<?> values() {
		return List.of(this.key);
	}

	@Override
	public boolean isWrite() {
		return true;
	}

	/**
	 * In the order of the keys: statements that write the same rows wait for each other,
	 * and would for ever if each had what the other wants.
	 */
	@Override
	public Merged<List<@Nullable Upserted<M>>> merge(List<Mergeable> parts) {
		List<Integer> order = IntStream.range(0, parts.size())
			.boxed()
			.sorted(Comparator.comparing((place) -> upsert(parts, place).key, MergeableUpsert::compare))
			.toList();
		int[] places = new int[parts.size()];
		List<List<Change>> inserted = new ArrayList<>(parts.size());
		List<List<Change>> updated = new ArrayList<>(parts.size());
		for (int row = 0; row < places.length; row++) {
			places[order.get(row)] = row;
			Operation.Upsert<?, ?> upsert = upsert(parts, order.get(row)).upsert;
			inserted.add(upsert.insert());
			updated.add(Objects.requireNonNull(upsert.changes()));
		}
		MergedWrite.Upserts<M> write = new MergedWrite.Upserts<>(this.upsert.model(), this.shape.key,
				MergeableCreate.rows(this.shape.inserted, inserted), MergeableCreate.rows(this.shape.updated, updated));
		return new Merged<>(new Operation.WriteMerged<>(this.upsert.name(), write),
				(rows, place) -> upsert(parts, place).result(rows.get(places[place])));
	}

	@SuppressWarnings("unchecked") // parts are of one shape, and so of one model
	private MergeableUpsert<M, ?> upsert(List<Mergeable> parts, int place) {
		return (MergeableUpsert<M, ?>) parts.get(place);
	}

	private @Nullable Object result(@Nullable Upserted<M> row) {
		return (row != null) ? this.upsert.result().apply(row.object(), row.created()) : null;
	}

	/** Values that have no order of their own are left where they are. */
	@SuppressWarnings("unchecked") // of one class
	private static int compare(List<Object> one, List<Object> other) {
		for (int i = 0; i < one.size(); i++) {
			if (one.get(i) instanceof Comparable<?> value && value.getClass() == other.get(i).getClass()) {
				int order = ((Comparable<Object>) value).compareTo(other.get(i));
				if (order != 0) {
					return order;
				}
			}
		}
		return 0;
	}

	/**
	 * The model, the key and the columns.
	 *
	 * @param inserted the columns of a new row
	 * @param updated those that are written to a row that is there
	 */
	record Shape(ModelMetadata<?> model, List<ModelField> key, List<ModelField> inserted, List<ModelField> updated) {
	}

}
