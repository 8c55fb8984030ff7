package io.asyncorm.queryset;

import java.util.concurrent.CompletableFuture;

import io.asyncorm.expression.ExpressionAccess;
import io.asyncorm.expression.Kw;
import io.asyncorm.expression.Update;
import io.asyncorm.plan.Operation;
import io.asyncorm.query.GetOrCreate;
import io.asyncorm.query.NotUpdatedException;
import io.asyncorm.queryset.SuppliedUpsert.NotFound;
import io.asyncorm.queryset.Upserts.Call;
import org.jspecify.annotations.Nullable;

import static io.asyncorm.queryset.Callbacks.done;

/**
 * An upsert of a model that has callbacks: first the row is looked for, so that they can
 * be told what is going to be done. The insert is as free of races as any other; who
 * comes too late with it finds the row. Immutable.
 */
record ObservedUpsert<M, R>(Upserts<M> upserts, Callbacks<M> callbacks, Call<M, R> call) {

	CompletableFuture<R> run() {
		return this.callbacks.run(Operation.name(this.upserts.model(), this.call.method()), this::execute);
	}

	private R execute() throws Exception {
		while (true) {
			M found = find();
			if (found == null) {
				GetOrCreate<M> got = insert();
				if (got.created()) {
					return this.call.result().apply(this.callbacks.created(got.object()), true);
				}
				found = got.object();
			}
			M updated = update(found);
			if (updated != null) {
				return this.call.result().apply(updated, false);
			}
		}
	}

	private @Nullable M find() throws Exception {
		try {
			return done(this.upserts.dispatch(this.call.reading(SuppliedUpsert.known(this.call.insert())),
					NotFound.INSTANCE))
				.object();
		}
		catch (NotFound ex) {
			return null;
		}
	}

	private GetOrCreate<M> insert() throws Exception {
		QuerySets querySets = this.upserts.querySets();
		Operation<GetOrCreate<M>> operation = this.upserts.operation(
				this.call.reading(SuppliedUpsert.supplied(this.call.insert())), null,
				(row) -> this.callbacks.beforeCreate(row, querySets.values(this.upserts.model())));
		return done(querySets.dispatcher().dispatch(operation));
	}

	/** Null if the row is gone. */
	private @Nullable M update(M found) throws Exception {
		Kw update = this.call.update();
		if (update == null || ExpressionAccess.keywords(update).isEmpty()) {
			return found;
		}
		try {
			ModelWrites<M> writes = this.upserts.querySets().writes(this.upserts.model());
			Update<M> changes = Update.of(SuppliedUpsert.supplied(update));
			return this.callbacks.saved(done(writes.save(this.callbacks.beforeSave(found), changes)));
		}
		catch (NotUpdatedException ex) {
			return null;
		}
	}

}
