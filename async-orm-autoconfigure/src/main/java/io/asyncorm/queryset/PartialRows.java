package io.asyncorm.queryset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import io.asyncorm.expression.Property;
import io.asyncorm.expression.Step;
import io.asyncorm.model.FieldException;
import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.model.ModelRelation;
import io.asyncorm.plan.Names;
import io.asyncorm.plan.Prefetches;
import io.asyncorm.plan.QueryState;
import io.asyncorm.plan.RowAssembler;
import io.asyncorm.query.Row;
import io.asyncorm.resolution.Combinations;
import io.asyncorm.resolution.FieldMask;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * Implements {@code only()} and {@code defer()}: resolves the fields to load, and holds
 * them, as those of {@code raw()}, in a {@link Row}. A record cannot defer fields as
 * Django's objects do, and one with missing values would be wrong.
 */
final class PartialRows {

	private PartialRows() {
	}

	static List<String> only(QueryState state, List<String> fields) {
		Combinations.requireNone(state, "only");
		return withOthers(state, FieldMask.of(state.model(), fields).only(related(state)));
	}

	static List<String> defer(QueryState state, List<String> fields) {
		Combinations.requireNone(state, "defer");
		if (fields.contains("pk")) {
			throw new FieldException("defer() cannot leave out the key of '" + state.model().name()
					+ "', by which a row is known: do not name 'pk' in it");
		}
		return withOthers(state, FieldMask.of(state.model(), fields).deferred(related(state)));
	}

	private static List<List<ModelRelation>> related(QueryState state) {
		return (state.selection() instanceof QueryState.Instances instances) ? instances.related() : List.of();
	}

	/** Adds the foreign keys that prefetches need, and the annotations. */
	private static List<String> withOthers(QueryState state, List<String> names) {
		List<String> all = new ArrayList<>(names);
		for (Prefetches.Branch branch : state.prefetches().branches()) {
			String followed = RelationQueries.ownerField(branch.relation()).name();
			if (!all.contains(followed)) {
				all.add(followed);
			}
		}
		state.annotations().stream().filter(QueryState.Named::selected).map(QueryState.Named::name).forEach(all::add);
		return all;
	}

	@SuppressWarnings("unchecked") // what was read is of the model's class
	static <M> RowAssembler<Row<M>> assembler(ModelMetadata<?> model, List<String> names) {
		List<String> loaded = List.copyOf(names);
		return (object, values) -> new PartialRow<>(model, loaded, values, (M) object);
	}

	/**
	 * The values of a row, by their names.
	 *
	 * @param whole the object, if all of it was read
	 */
	private record PartialRow<M>(ModelMetadata<?> model, List<String> names, @Nullable Object[] values,
			@Nullable M whole) implements PrefetchableRow<M> {

		@Override
		public M object() {
			if (this.whole != null) {
				return this.whole;
			}
			throw new InvalidDataAccessApiUsageException(
					"This row of '" + this.model.name() + "' holds only " + String.join(", ", this.names)
							+ ", and no object: read its values with get(...), or all columns of the object");
		}

		@Override
		@SuppressWarnings({ "unchecked", "NullAway" }) // the column is read as the
														// property's type
		public <V extends @Nullable Object> V get(Property<? super M, V> field) {
			String property = this.model.findProperty(Step.of(field).method());
			return (V) value((property != null) ? property : Step.of(field).method());
		}

		@Override
		public <V> @Nullable V get(String name, Class<V> type) {
			return RowAssemblers.convert(value(name), type);
		}

		@Override
		public <V> List<V> list(String name, Class<V> type) {
			return RowAssemblers.list(value(name), name, type);
		}

		@Override
		public @Nullable Object stored(ModelField field) {
			return value(field.name());
		}

		@Override
		public @Nullable Object related(ModelRelation relation) {
			return null;
		}

		/** Related objects are stored under the name of the relation. */
		@Override
		public Row<M> with(Map<ModelRelation, Object> related, Map<String, @Nullable Object> attributes) {
			List<String> names = new ArrayList<>();
			List<@Nullable Object> values = new ArrayList<>();
			related.forEach((relation, value) -> {
				names.add(relation.name());
				values.add(value);
			});
			attributes.forEach((name, value) -> {
				names.add(name);
				values.add(value);
			});
			names.addAll(this.names);
			values.addAll(Arrays.asList(this.values));
			return new PartialRow<>(this.model, names, values.toArray(), this.whole);
		}

		private @Nullable Object value(String name) {
			ModelField field = this.model.findField(name);
			for (int i = 0; i < this.names.size(); i++) {
				if (Names.same(this.names.get(i), name)
						|| field != null && field == this.model.findField(this.names.get(i))) {
					return this.values[i];
				}
			}
			throw FieldException.unknown("field", name, "of this row of '" + this.model.name()
					+ "', because only() or defer() left it out, or raw() did not read it", this.names);
		}

		@Override
		public boolean equals(@Nullable Object other) {
			return other instanceof PartialRow<?> that && this.model == that.model && this.names.equals(that.names)
					&& Arrays.equals(this.values, that.values);
		}

		@Override
		public int hashCode() {
			return 31 * this.names.hashCode() + Arrays.hashCode(this.values);
		}

		@Override
		public String toString() {
			return "Row[" + this.model.name() + ", " + this.names + "=" + Arrays.toString(this.values) + "]";
		}

	}

}
