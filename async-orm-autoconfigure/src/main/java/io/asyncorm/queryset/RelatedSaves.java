package io.asyncorm.queryset;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import io.asyncorm.model.InvalidObjectException;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.plan.Operation;
import io.asyncorm.plan.RelatedChange;
import io.asyncorm.plan.RelatedRows;
import org.jspecify.annotations.Nullable;

import static io.asyncorm.queryset.Callbacks.done;

/**
 * Saves objects one by one for a related manager: {@code aadd(objects, oneByOne())} and
 * {@code aset(objects, oneByOne())}. Where the model has callbacks, each save is told to
 * them, as by {@code asave()}. Immutable.
 *
 * @param name the method that was called, for messages
 * @param related the owner
 * @param objects the objects, which refer to the owner already
 */
record RelatedSaves<T>(QuerySets querySets, ModelMetadata<T> model, String name, RelatedRows.ForeignKeys related,
		List<T> objects) {

	RelatedSaves {
		objects = List.copyOf(objects);
	}

	/**
	 * Saves them in one transaction.
	 * @param replace whether no others are related any more then
	 * @param clear whether all are removed first
	 */
	CompletableFuture<List<T>> run(boolean replace, boolean clear) {
		Callbacks<T> callbacks = this.querySets.callbacks(this.model);
		return (callbacks != null) ? observed(callbacks, replace, clear)
				: change(new RelatedChange.SaveEach<>(this.related, saves(), replace, clear));
	}

	private List<RelatedChange.KeyedSave<T>> saves() {
		ObjectSaves<T> operations = new ObjectSaves<>(this.model, this.querySets.values(this.model),
				this.querySets.lookups());
		InvalidObjects invalid = new InvalidObjects();
		List<RelatedChange.KeyedSave<T>> saves = new ArrayList<>(this.objects.size());
		for (int i = 0; i < this.objects.size(); i++) {
			T object = this.objects.get(i);
			try {
				saves.add(new RelatedChange.KeyedSave<>(key(object), operations.save(object)));
			}
			catch (InvalidObjectException ex) {
				invalid.add(i, ex);
			}
		}
		if (!invalid.isEmpty()) {
			throw invalid.exception();
		}
		return saves;
	}

	private CompletableFuture<List<T>> observed(Callbacks<T> callbacks, boolean replace, boolean clear) {
		ObservedWrites<T> writes = ObservedWrites.of(this.querySets, this.model, callbacks);
		boolean removing = replace && this.related.ownerField().nullable();
		return callbacks.run(this.name, () -> {
			Set<Object> missing = removing ? done(change(new RelatedChange.Retain(this.related, keys(), clear))) : null;
			List<T> stored = new ArrayList<>(this.objects.size());
			for (T object : this.objects) {
				if (missing == null || isMissing(object, missing)) {
					stored.add(done(writes.save(object)));
				}
			}
			return stored;
		});
	}

	private boolean isMissing(T object, Set<Object> missing) {
		Object key = key(object);
		return key == null || missing.contains(this.model.key().comparable(key));
	}

	private List<Object> keys() {
		List<Object> keys = new ArrayList<>();
		for (T object : this.objects) {
			Object key = key(object);
			if (key != null) {
				keys.add(key);
			}
		}
		return keys;
	}

	private @Nullable Object key(T object) {
		Object key = this.querySets.values(this.model).keyOf(object);
		return (key != null) ? this.model.key().toColumn(key) : null;
	}

	private <R> CompletableFuture<R> change(RelatedChange<R> change) {
		return this.querySets.dispatcher().dispatch(new Operation.ChangeRelated<>(this.name, change));
	}

}
