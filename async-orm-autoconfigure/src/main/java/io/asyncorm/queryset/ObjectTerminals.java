package io.asyncorm.queryset;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.asyncorm.expression.Kw;
import io.asyncorm.expression.Update;
import io.asyncorm.expression.UpsertDefaults;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.plan.Operation;
import io.asyncorm.plan.QueryState;
import io.asyncorm.plan.ReadCompletion;
import io.asyncorm.query.Deleted;
import io.asyncorm.query.GetOrCreate;
import io.asyncorm.query.Prefetch;
import io.asyncorm.query.UpdateOrCreate;
import io.asyncorm.resolution.Combinations;
import io.asyncorm.resolution.PrefetchResolver;
import io.asyncorm.resolution.QueryEdits;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.InvalidDataAccessApiUsageException;

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
		return dispatch(new Operation.Complete<>(Operation.name(this.state.model(), "aprefetchRelatedObjects"), model,
				objects, completion));
	}

	CompletableFuture<Long> update(Update<M> changes) {
		requirePlain("update");
		return dispatch(writes().updateAll(this.state, changes));
	}

	CompletableFuture<Deleted> delete() {
		requirePlain("delete");
		return dispatch(new Operation.DeleteAll(Operation.name(this.state.model(), "adelete"),
				QueryEdits.unordered(this.state)));
	}

	/**
	 * Finds or creates an object.
	 * @param owner values of a new object besides those of the call, such as the key of
	 * the owner
	 */
	CompletableFuture<GetOrCreate<M>> getOrCreate(Kw owner, Kw lookup, UpsertDefaults defaults) {
		return dispatch(writes().getOrCreate(this.state, owner, lookup, defaults));
	}

	/**
	 * Updates or creates an object.
	 * @param owner values of a new object besides those of the call, such as the key of
	 * the owner
	 */
	CompletableFuture<UpdateOrCreate<M>> updateOrCreate(Kw owner, Kw lookup, UpsertDefaults defaults) {
		return dispatch(writes().updateOrCreate(this.state, owner, lookup, defaults));
	}

	private <R> CompletableFuture<R> dispatch(Operation<R> operation) {
		return this.querySets.dispatcher().dispatch(operation);
	}

	@SuppressWarnings("unchecked") // the state of a query set of M is one over the model
									// M
	private ModelWrites<M> writes() {
		return (ModelWrites<M>) this.querySets.writes(this.state.model().type());
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
