package io.asyncorm.queryset;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.asyncorm.expression.Update;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.plan.Operation;
import io.asyncorm.plan.QueryState;
import io.asyncorm.plan.ReadCompletion;
import io.asyncorm.query.Deleted;
import io.asyncorm.query.Prefetch;
import io.asyncorm.resolution.Combinations;
import io.asyncorm.resolution.PrefetchResolver;
import io.asyncorm.resolution.QueryEdits;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.util.Assert;

/**
 * Runs the terminal methods that only query sets of objects have: writes,
 * {@code ainBulk()} and {@code aprefetchRelatedObjects()}. Immutable.
 *
 * @param <M> the model, which is that of the state
 */
record ObjectTerminals<M>(QuerySets querySets, QueryState state) {

	CompletableFuture<Map<@Nullable Object, M>> inBulk(String field, @Nullable Collection<?> values) {
		return new Terminals(this.querySets).inBulk(this.state, RowAssemblers.objects(), field, values);
	}

	CompletableFuture<List<M>> prefetch(List<M> objects, List<Prefetch> prefetches) {
		ModelMetadata<?> model = this.state.model();
		ReadCompletion<M> completion = PrefetchReader.completion(this.querySets, model,
				PrefetchResolver.ofObjects(model, prefetches));
		Assert.notNull(objects, "'objects' must not be null");
		Assert.noNullElements(objects, "'objects' must not hold nulls");
		return dispatch(new Operation.Complete<>(Operation.name(this.state.model(), "aprefetchRelatedObjects"), model,
				objects, completion));
	}

	CompletableFuture<Long> update(ModelWrites<M> writes, Update<M> changes) {
		requirePlain("update");
		return writes.updateAll(this.state, changes);
	}

	/** The rows, if they are those of a table. */
	QueryState plain(String what) {
		requirePlain(what);
		return this.state;
	}

	CompletableFuture<Deleted> delete() {
		requirePlain("delete");
		return dispatch(new Operation.DeleteAll(Operation.name(this.state.model(), "adelete"),
				QueryEdits.unordered(this.state)));
	}

	private <R> CompletableFuture<R> dispatch(Operation<R> operation) {
		return this.querySets.dispatcher().dispatch(operation);
	}

	private void requirePlain(String what) {
		Combinations.requireNone(this.state, what);
		if (this.state.isDistinctOn()) {
			throw new InvalidDataAccessApiUsageException(
					"Cannot " + what + " rows that distinct() has picked: filter by their keys");
		}
		if (this.state.isSliced()) {
			throw new InvalidDataAccessApiUsageException("Cannot " + what + " a slice: filter by the keys of its rows");
		}
	}

}
