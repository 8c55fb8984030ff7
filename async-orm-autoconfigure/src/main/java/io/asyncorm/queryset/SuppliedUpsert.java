package io.asyncorm.queryset;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

import io.asyncorm.expression.Expression;
import io.asyncorm.expression.ExpressionAccess;
import io.asyncorm.expression.Kw;
import io.asyncorm.queryset.Upserts.Call;

/**
 * An upsert some of whose defaults are suppliers, which are asked only where their values
 * are written, as Django's callables are. They are users' code, which must not run on a
 * lane: first it is found out by an operation of its own whether there is a row, and the
 * suppliers are asked where dependents of its future run. The operation that then inserts
 * is as free of races as any other. Immutable.
 */
record SuppliedUpsert<M, R>(Upserts<M> upserts, Call<M, R> call) {

	static boolean isSupplied(Kw values) {
		for (Expression.Keyword value : ExpressionAccess.keywords(values)) {
			if (value.value() instanceof Supplier<?>) {
				return true;
			}
		}
		return false;
	}

	CompletableFuture<R> run() {
		Kw update = this.call.update();
		Kw known = known(this.call.insert());
		if (update == null || !isSupplied(update)) {
			return orInsert(this.upserts.dispatch(this.call.with(update, known), NotFound.INSTANCE));
		}
		return orInsert(this.upserts.dispatch(this.call.reading(known), NotFound.INSTANCE)
			.thenCompose((found) -> update(update, known)));
	}

	/** The row is there, or was just now. */
	private CompletableFuture<R> update(Kw update, Kw known) {
		return orInsert(this.upserts.dispatch(this.call.with(supplied(update), known), NotFound.INSTANCE));
	}

	private CompletableFuture<R> orInsert(CompletableFuture<R> future) {
		return future.exceptionallyCompose((failure) -> {
			Throwable cause = (failure instanceof CompletionException && failure.getCause() != null)
					? failure.getCause() : failure;
			return (cause instanceof NotFound) ? insert() : CompletableFuture.failedFuture(failure);
		});
	}

	/** The row is not there, or was not just now. */
	private CompletableFuture<R> insert() {
		Kw update = this.call.update();
		Kw insert = supplied(this.call.insert());
		if (update == null || !isSupplied(update)) {
			return this.upserts.dispatch(this.call.with(update, insert), null);
		}
		if (update == this.call.insert()) {
			return this.upserts.dispatch(this.call.with(insert, insert), null);
		}
		return this.upserts.dispatch(this.call.reading(insert), null)
			.thenCompose((got) -> got.created()
					? CompletableFuture.completedFuture(this.call.result().apply(got.object(), true))
					: update(update, known(this.call.insert())));
	}

	/** The values that need no supplier. */
	static Kw known(Kw values) {
		return ExpressionAccess.keywords(ExpressionAccess.keywords(values)
			.stream()
			.filter((value) -> !(value.value() instanceof Supplier<?>))
			.toList());
	}

	static Kw supplied(Kw values) {
		List<Expression.Keyword> supplied = ExpressionAccess.keywords(values)
			.stream()
			.map((value) -> (value.value() instanceof Supplier<?> supplier)
					? new Expression.Keyword(value.path(), supplier.get()) : value)
			.toList();
		return ExpressionAccess.keywords(supplied);
	}

	/** Says that there is no row, where none is inserted yet. */
	@SuppressWarnings("serial")
	static final class NotFound extends RuntimeException {

		static final NotFound INSTANCE = new NotFound();

		private NotFound() {
			super("There is no such row yet", null, false, false);
		}

	}

}
