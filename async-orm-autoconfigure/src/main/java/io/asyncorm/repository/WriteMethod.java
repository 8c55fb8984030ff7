package io.asyncorm.repository;

import io.asyncorm.expression.InsertDefaults;
import io.asyncorm.expression.Kw;
import io.asyncorm.expression.UpsertDefaults;
import io.asyncorm.query.QuerySet;
import io.asyncorm.queryset.ModelWrites;
import org.jspecify.annotations.Nullable;

/**
 * A resolved method that writes its arguments: create, update, and get or create.
 */
sealed interface WriteMethod extends RepositoryMethod {

	/** Inserts an object. */
	record Create<M>(ModelWrites<M> writes, ValueArguments values) implements WriteMethod {

		@Override
		public @Nullable Object invoke(Object proxy, @Nullable Object[] arguments) {
			return this.writes.create(this.values.toKeywords(arguments));
		}

	}

	/** Changes the rows that a lookup matches. */
	record Update<M>(QuerySet<M> rows, LookupArguments lookups, ValueArguments values) implements WriteMethod {

		@Override
		public @Nullable Object invoke(Object proxy, @Nullable Object[] arguments) {
			return this.lookups.filter(this.rows, arguments).aupdate(this.values.<M>toUpdate(arguments));
		}

	}

	/** Finds the object that a lookup matches, or inserts it. */
	record GetOrCreate<M>(QuerySet<M> rows, LookupArguments lookups, ValueArguments defaults) implements WriteMethod {

		@Override
		public @Nullable Object invoke(Object proxy, @Nullable Object[] arguments) {
			return this.rows.agetOrCreate(this.lookups.toKeywords(arguments),
					UpsertDefaults.of(this.defaults.toKeywords(arguments)));
		}

	}

	/** Changes the object that a lookup matches, or inserts it. */
	record UpdateOrCreate<M>(QuerySet<M> rows, LookupArguments lookups, ValueArguments defaults,
			@Nullable ValueArguments createDefaults) implements WriteMethod {

		@Override
		public @Nullable Object invoke(Object proxy, @Nullable Object[] arguments) {
			Kw lookup = this.lookups.toKeywords(arguments);
			UpsertDefaults defaults = UpsertDefaults.of(this.defaults.toKeywords(arguments));
			return (this.createDefaults != null)
					? this.rows.aupdateOrCreate(lookup, defaults,
							InsertDefaults.of(this.createDefaults.toKeywords(arguments)))
					: this.rows.aupdateOrCreate(lookup, defaults);
		}

	}

}
