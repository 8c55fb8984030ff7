package io.asyncorm.queryset;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Supplier;

import io.asyncorm.plan.OperationBlocks;
import io.asyncorm.query.LifecycleCallbacks;
import io.asyncorm.resolution.NewRow;
import io.asyncorm.resolution.WriteValues;

/**
 * The callbacks of a model, in order, and what runs them in the transaction of a write.
 * Safe for use by several threads.
 */
record Callbacks<M>(List<LifecycleCallbacks<? super M>> all, Supplier<OperationBlocks> blocks) {

	Callbacks {
		all = List.copyOf(all);
	}

	@SuppressWarnings("unchecked") // they take objects of the model, or of its supertype
	static <M> Callbacks<M> of(List<LifecycleCallbacks<?>> all, Supplier<OperationBlocks> blocks) {
		List<LifecycleCallbacks<? super M>> typed = new ArrayList<>();
		all.forEach((one) -> typed.add((LifecycleCallbacks<? super M>) one));
		return new Callbacks<>(typed, blocks);
	}

	<R> CompletableFuture<R> run(String name, Callable<R> block) {
		return this.blocks.get().run(name, block);
	}

	/** The outcome of an operation that has joined a block, and so is complete. */
	static <R> R done(CompletableFuture<R> future) throws Exception {
		try {
			return future.get();
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof Exception cause) {
				throw cause;
			}
			if (ex.getCause() instanceof Error cause) {
				throw cause;
			}
			throw ex;
		}
	}

	M beforeCreate(M object) {
		return changed(object, LifecycleCallbacks::beforeCreate);
	}

	/** The new row, if all of it is known; otherwise it is left as it is. */
	NewRow<M> beforeCreate(NewRow<M> row, WriteValues<M> values) {
		M object = row.object();
		if (object == null || !row.complete()) {
			return row;
		}
		M changed = beforeCreate(object);
		return (changed != object) ? values.newRow(changed) : row;
	}

	M beforeSave(M object) {
		return changed(object, LifecycleCallbacks::beforeSave);
	}

	private M changed(M object, BiFunction<LifecycleCallbacks<Object>, M, Object> before) {
		M changed = object;
		for (LifecycleCallbacks<? super M> callbacks : this.all) {
			changed = changed(callbacks, changed, before);
		}
		return changed;
	}

	@SuppressWarnings("unchecked") // what is for a supertype gives back the same class
	private M changed(LifecycleCallbacks<? super M> callbacks, M object,
			BiFunction<LifecycleCallbacks<Object>, M, Object> before) {
		Object changed = before.apply((LifecycleCallbacks<Object>) callbacks, object);
		if (changed == null || changed.getClass() != object.getClass()) {
			throw new IllegalStateException("'" + callbacks.getClass().getName() + "' must return a '"
					+ object.getClass().getSimpleName() + "' before it is written: the same or a changed one");
		}
		return (M) changed;
	}

	void beforeDelete(M object) {
		this.all.forEach((callbacks) -> callbacks.beforeDelete(object));
	}

	M created(M stored) {
		return tell(stored, LifecycleCallbacks::afterCreate, LifecycleCallbacks::afterCreateCommit);
	}

	M saved(M stored) {
		return tell(stored, LifecycleCallbacks::afterSave, LifecycleCallbacks::afterSaveCommit);
	}

	void deleted(M object) {
		tell(object, LifecycleCallbacks::afterDelete, LifecycleCallbacks::afterDeleteCommit);
	}

	private M tell(M object, BiConsumer<LifecycleCallbacks<? super M>, M> after,
			BiConsumer<LifecycleCallbacks<? super M>, M> afterCommit) {
		this.all.forEach((callbacks) -> {
			after.accept(callbacks, object);
			this.blocks.get().afterCommit(() -> afterCommit.accept(callbacks, object));
		});
		return object;
	}

}
