package io.asyncorm.queryset;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

import io.asyncorm.expression.Expression;
import io.asyncorm.expression.ExpressionAccess;
import io.asyncorm.expression.InsertDefaults;
import io.asyncorm.expression.Kw;
import io.asyncorm.expression.UpsertDefaults;
import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.plan.Operation;
import io.asyncorm.plan.QueryState;
import io.asyncorm.plan.UpsertKeys;
import io.asyncorm.query.GetOrCreate;
import io.asyncorm.query.UpdateOrCreate;
import io.asyncorm.resolution.Combinations;
import io.asyncorm.resolution.FieldPath;
import io.asyncorm.resolution.NewRow;
import io.asyncorm.resolution.QueryEdits;
import io.asyncorm.resolution.WriteValues;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * Makes the operations of {@code agetOrCreate()} and {@code aupdateOrCreate()}.
 * Immutable.
 *
 * @param state the rows among which the lookup matches
 * @param owner further values of a new object: its foreign key, if the query set is the
 * reverse relation of another object
 */
record Upserts<M>(QuerySets querySets, ModelMetadata<M> model, QueryState state, Kw owner) {

	CompletableFuture<GetOrCreate<M>> getOrCreate(Kw lookup, UpsertDefaults defaults) {
		return run(new Call<>("agetOrCreate", lookup, null, ExpressionAccess.values(defaults), GetOrCreate::new));
	}

	CompletableFuture<UpdateOrCreate<M>> updateOrCreate(Kw lookup, UpsertDefaults defaults,
			@Nullable InsertDefaults createDefaults) {
		Kw update = ExpressionAccess.values(defaults);
		Kw insert = (createDefaults != null) ? ExpressionAccess.values(createDefaults) : update;
		return run(new Call<>("aupdateOrCreate", lookup, update, insert, UpdateOrCreate::new));
	}

	private <R> CompletableFuture<R> run(Call<M, R> call) {
		Callbacks<M> callbacks = this.querySets.callbacks(this.model);
		if (callbacks != null) {
			return new ObservedUpsert<>(ofCaller(), callbacks, call).run();
		}
		return call.isSupplied() ? new SuppliedUpsert<>(ofCaller(), call).run() : dispatch(call, null);
	}

	/** What goes on in another thread later is done by the user who is acting now. */
	private Upserts<M> ofCaller() {
		return new Upserts<>(this.querySets.ofCaller(), this.model, this.state, this.owner);
	}

	/**
	 * Starts the operation.
	 * @param refusal why no row is inserted; null if one may be
	 */
	<R> CompletableFuture<R> dispatch(Call<M, R> call, @Nullable RuntimeException refusal) {
		return this.querySets.dispatcher().dispatch(operation(call, refusal, UnaryOperator.identity()));
	}

	/**
	 * @param changed what becomes of the new row
	 */
	<R> Operation<R> operation(Call<M, R> call, @Nullable RuntimeException refusal, UnaryOperator<NewRow<M>> changed) {
		requireWhole(call.method());
		WriteValues<M> values = this.querySets.values(this.model);
		List<Expression.Keyword> lookups = ExpressionAccess.keywords(call.lookup());
		List<Expression.Keyword> plain = plain(lookups);
		Map<ModelField, Expression> keyed = values.ofLookup(plain);
		Map<ModelField, Expression> inserted = values.ofKeywords(ExpressionAccess.keywords(call.insert()));
		NewRow<M> row = changed.apply(row(values, keyed, inserted));
		List<Operation.Change> changes = changes(values, call, keyed, inserted, row);
		Set<ModelField> normalized = row.findNormalized(keyed);
		if (!normalized.isEmpty()) {
			normalized.removeAll(inserted.keySet());
			keyed.replaceAll((field, value) -> normalized.contains(field) ? row.value(field, value) : value);
		}
		boolean covered = this.state.filters().isEmpty() && plain.size() == lookups.size();
		List<Operation.Change> lookup = WriteValues.toChanges(keyed);
		List<ModelField> key = covered ? UpsertKeys.find(this.model, lookup) : null;
		QueryState matching = (key != null) ? null : QueryEdits.filter(QueryEdits.unordered(this.state),
				this.querySets.lookups(), ExpressionAccess.conjunction(asStored(lookups, row, normalized)), false);
		return new Operation.Upsert<>(Operation.name(this.model, call.method()), this.model, matching, lookup, key,
				changes, row.changes(), call.result(), (refusal != null) ? refusal : row.refusal());
	}

	/** As in Django, whose upserts filter the query set. */
	private void requireWhole(String method) {
		if (this.state.isSliced()) {
			throw new InvalidDataAccessApiUsageException(
					"Cannot use " + method + "() once a slice has been taken: leave the slice out");
		}
		Combinations.requireNone(this.state, method);
	}

	/** As in Django, what is looked up by a lookup is not written. */
	private List<Expression.Keyword> plain(List<Expression.Keyword> lookups) {
		for (Expression.Keyword lookup : lookups) {
			if (!isPlain(lookup)) {
				return lookups.stream().filter(this::isPlain).toList();
			}
		}
		return lookups;
	}

	/** Whether a keyword names a field, or nothing, and not a lookup. */
	private boolean isPlain(Expression.Keyword keyword) {
		return keyword.path().size() == 1 || FieldPath.findField(this.model, keyword.path()) != null;
	}

	private NewRow<M> row(WriteValues<M> values, Map<ModelField, Expression> keyed,
			Map<ModelField, Expression> written) {
		List<Expression.Keyword> owner = ExpressionAccess.keywords(this.owner);
		Map<ModelField, Expression> owned = owner.isEmpty() ? Map.of() : values.ofKeywords(owner);
		return values.newRow((field) -> {
			Expression value = written.get(field);
			value = (value != null) ? value : keyed.get(field);
			return (value != null) ? value : owned.get(field);
		});
	}

	/**
	 * What is written to a row that is there, as the constructor normalises it; null if
	 * that is only read.
	 */
	private @Nullable List<Operation.Change> changes(WriteValues<M> values, Call<M, ?> call,
			Map<ModelField, Expression> keyed, Map<ModelField, Expression> inserted, NewRow<M> insertedRow) {
		Kw update = call.update();
		if (update == null) {
			return null;
		}
		boolean same = update == call.insert();
		Map<ModelField, Expression> written = same ? inserted : values.ofKeywords(ExpressionAccess.keywords(update));
		values.versions().requireNone(written.keySet());
		NewRow<M> row = (same || written.isEmpty()) ? insertedRow : row(values, keyed, written);
		List<Operation.Change> changes = WriteValues.toChanges(row.normalized(written));
		return changes.isEmpty() ? changes : values.withAutomatic(changes, null);
	}

	/**
	 * A row is looked up by what the constructor makes of the values, since that is what
	 * is stored: another call would not find it otherwise.
	 */
	private List<Expression.Keyword> asStored(List<Expression.Keyword> lookups, NewRow<M> row,
			Set<ModelField> normalized) {
		M object = row.object();
		if (object == null || normalized.isEmpty()) {
			return lookups;
		}
		return lookups.stream().map((keyword) -> {
			ModelField field = FieldPath.findField(this.model, keyword.path());
			return (field != null && normalized.contains(field))
					? new Expression.Keyword(keyword.path(), field.get(object)) : keyword;
		}).toList();
	}

	/**
	 * What was called.
	 *
	 * @param update what is written to an object that is there; null if that is only read
	 * @param insert what a new object gets besides the lookup
	 */
	record Call<M, R>(String method, Kw lookup, @Nullable Kw update, Kw insert, BiFunction<M, Boolean, R> result) {

		/** Whether a value has to be asked for, of a supplier. */
		boolean isSupplied() {
			return SuppliedUpsert.isSupplied(this.insert)
					|| this.update != null && SuppliedUpsert.isSupplied(this.update);
		}

		Call<M, R> with(@Nullable Kw update, Kw insert) {
			return new Call<>(this.method, this.lookup, update, insert, this.result);
		}

		/** The same lookup, which only reads what is there. */
		Call<M, GetOrCreate<M>> reading(Kw insert) {
			return new Call<>(this.method, this.lookup, null, insert, GetOrCreate::new);
		}

	}

}
