package io.asyncorm.queryset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

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
import io.asyncorm.resolution.QueryEdits;
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

	static List<QueryState.Named> only(QueryState state, List<String> fields) {
		Combinations.requireNone(state, "only");
		return withOthers(state, FieldMask.of(state.model(), fields).only(related(state)));
	}

	static List<QueryState.Named> defer(QueryState state, List<String> fields) {
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
	private static List<QueryState.Named> withOthers(QueryState state, List<QueryState.Named> columns) {
		List<QueryState.Named> all = new ArrayList<>(columns);
		for (Prefetches.Branch branch : state.prefetches().branches()) {
			String followed = RelationQueries.ownerField(branch.relation()).name();
			if (all.stream().noneMatch((column) -> column.name().equals(followed))) {
				all.add(QueryEdits.named(followed));
			}
		}
		annotations(state).forEach((name) -> all.add(QueryEdits.named(name)));
		return all;
	}

	/** The names of the annotations that a row has. */
	static Set<String> annotations(QueryState state) {
		return state.annotations()
			.stream()
			.filter(QueryState.Named::selected)
			.map(QueryState.Named::name)
			.collect(Collectors.toCollection(LinkedHashSet::new));
	}

	/** An assembler of rows of all that is selected, also of later annotations. */
	static <M> RowAssembler<Row<M>> assembler(QueryState state) {
		return assembler(state.model(),
				(state.selection() instanceof QueryState.Columns columns)
						? columns.columns().stream().map(QueryState.Named::name).toList() : List.of(),
				annotations(state));
	}

	/**
	 * Assembles rows.
	 * @param annotations those of the names that are no fields
	 */
	@SuppressWarnings("unchecked") // what was read is of the model's class
	static <M> RowAssembler<Row<M>> assembler(ModelMetadata<?> model, List<String> names, Set<String> annotations) {
		List<String> loaded = List.copyOf(names);
		return (object, values) -> new PartialRow<>(model, loaded, annotations, values, (M) object);
	}

	/**
	 * The values of a row, by their names.
	 *
	 * @param others the names that are no fields: annotations and attributes
	 * @param whole the object, if all of it was read
	 */
	private record PartialRow<M>(ModelMetadata<?> metadata, List<String> names, Set<String> others,
			@Nullable Object[] values, @Nullable M whole) implements PrefetchableRow<M> {

		@Override
		@SuppressWarnings("unchecked") // the metadata is that of the model
		public Class<M> model() {
			return (Class<M>) this.metadata.type();
		}

		@Override
		public boolean hasObject() {
			return this.whole != null;
		}

		@Override
		public M object() {
			if (this.whole != null) {
				return this.whole;
			}
			throw new InvalidDataAccessApiUsageException(
					"This row of '" + this.metadata.name() + "' holds only " + String.join(", ", this.names)
							+ ", and no object: read its values with get(...), or all columns of the object");
		}

		@Override
		@SuppressWarnings({ "unchecked", "NullAway" }) // the column is read as the
														// property's type
		public <V extends @Nullable Object> V get(Property<? super M, V> field) {
			String property = this.metadata.findProperty(Step.of(field).method());
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
		public Map<String, @Nullable Object> fields() {
			return values(false);
		}

		@Override
		public Map<String, @Nullable Object> annotations() {
			return values(true);
		}

		private Map<String, @Nullable Object> values(boolean ofOthers) {
			Map<String, @Nullable Object> values = new LinkedHashMap<>();
			for (int i = 0; i < this.names.size(); i++) {
				if (this.others.contains(this.names.get(i)) == ofOthers) {
					values.putIfAbsent(this.names.get(i), this.values[i]);
				}
			}
			return Collections.unmodifiableMap(values);
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
			Set<String> others = new HashSet<>(this.others);
			others.addAll(attributes.keySet());
			M whole = (this.whole != null) ? construct(this.whole, related) : null;
			return new PartialRow<>(this.metadata, names, others, values.toArray(), whole);
		}

		@SuppressWarnings("unchecked") // a copy of an object is of the same class
		private M construct(M object, Map<ModelRelation, Object> related) {
			return (M) ElementRelations.construct(this.metadata, object, related);
		}

		private @Nullable Object value(String name) {
			ModelField field = this.metadata.findField(name);
			for (int i = 0; i < this.names.size(); i++) {
				if (Names.same(this.names.get(i), name)
						|| field != null && field == this.metadata.findField(this.names.get(i))) {
					return this.values[i];
				}
			}
			throw FieldException.unknown("field", name, "of this row of '" + this.metadata.name()
					+ "', because only() or defer() left it out, or raw() did not read it", this.names);
		}

		@Override
		public boolean equals(@Nullable Object other) {
			return other instanceof PartialRow<?> that && this.metadata == that.metadata
					&& this.names.equals(that.names) && Arrays.equals(this.values, that.values);
		}

		@Override
		public int hashCode() {
			return 31 * this.names.hashCode() + Arrays.hashCode(this.values);
		}

		@Override
		public String toString() {
			return "Row[" + this.metadata.name() + ", " + this.names + "=" + Arrays.toString(this.values) + "]";
		}

	}

}
