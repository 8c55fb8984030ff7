package io.asyncorm.queryset;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

import io.asyncorm.expression.Update;
import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.plan.Operation;
import io.asyncorm.query.Deleted;
import io.asyncorm.query.NotUpdatedException;
import io.asyncorm.query.QueryAccess;
import io.asyncorm.query.SaveOptions;
import io.asyncorm.resolution.NewRow;
import io.asyncorm.resolution.WriteValues;

import static io.asyncorm.queryset.Callbacks.done;

/**
 * Writes objects of a model that has callbacks: each write is a block of operations in
 * one transaction, and the callbacks run between them, on its thread. Immutable.
 *
 * @param writes writes without callbacks
 */
record ObservedWrites<M>(ModelMetadata<M> model, Callbacks<M> callbacks, ModelWrites<M> writes, WriteValues<M> values) {

	static <M> ObservedWrites<M> of(QuerySets querySets, ModelMetadata<M> model, Callbacks<M> callbacks) {
		QuerySets plain = querySets.ofCaller();
		return new ObservedWrites<>(model, callbacks, plain.writes(model), plain.values(model));
	}

	CompletableFuture<M> create(M object) {
		return run("acreate",
				() -> this.callbacks.created(done(this.writes.create(this.callbacks.beforeCreate(object)))));
	}

	CompletableFuture<M> create(NewRow<M> row) {
		return run("acreate",
				() -> this.callbacks.created(done(this.writes.create(this.callbacks.beforeCreate(row, this.values)))));
	}

	CompletableFuture<M> save(M object) {
		ModelField version = this.model.version();
		if (this.values.keyOf(object) == null || version != null && version.get(object) == null) {
			return run("asave",
					() -> this.callbacks.created(done(this.writes.save(this.callbacks.beforeCreate(object)))));
		}
		return run("asave", () -> {
			M changed = this.callbacks.beforeSave(object);
			Operation.Save<M> save = this.writes.operation(changed);
			try {
				return this.callbacks.saved(done(this.writes.dispatch(save.updating())));
			}
			catch (NotUpdatedException ex) {
				if (save.insert() == null) {
					throw ex;
				}
				return this.callbacks.created(done(this.writes.dispatch(save.inserting())));
			}
		});
	}

	CompletableFuture<M> save(M object, SaveOptions options) {
		if (QueryAccess.mode(options) == QueryAccess.SaveMode.INSERT) {
			return run("asave",
					() -> this.callbacks.created(done(this.writes.save(this.callbacks.beforeCreate(object), options))));
		}
		return run("asave",
				() -> this.callbacks.saved(done(this.writes.save(this.callbacks.beforeSave(object), options))));
	}

	CompletableFuture<M> save(M object, Update<M> changes) {
		return run("asave",
				() -> this.callbacks.saved(done(this.writes.save(this.callbacks.beforeSave(object), changes))));
	}

	CompletableFuture<Deleted> delete(M object) {
		return run("adelete", () -> {
			this.callbacks.beforeDelete(object);
			Deleted deleted = done(this.writes.delete(object));
			this.callbacks.deleted(object);
			return deleted;
		});
	}

	private <R> CompletableFuture<R> run(String method, Callable<R> block) {
		return this.callbacks.run(Operation.name(this.model, method), block);
	}

}
