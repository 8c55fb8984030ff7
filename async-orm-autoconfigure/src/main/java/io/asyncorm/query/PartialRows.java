package io.asyncorm.query;

import java.util.ArrayList;
import java.util.List;

import io.asyncorm.expression.Property;
import io.asyncorm.expression.Step;
import io.asyncorm.model.FieldException;
import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.model.ModelRelation;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * Rows that hold less than an object: what {@code only()} and {@code defer()} give. A
 * half filled object would lie about the rest.
 */
final class PartialRows {

	private PartialRows() {
	}

	static List<String> only(QueryState state, List<String> fields) {
		Combinations.requireNone(state, "only");
		List<String> names = new ArrayList<>();
		names.add(state.model().key().name());
		for (String name : fields) {
			ModelField field = state.model().findField(name);
			if (field != null && !field.primaryKey()) {
				names.add(field.name());
			}
			// As in Django, a relation to many has no column that could be loaded
			else if (field == null && !isToMany(state.model(), name)) {
				names.add(name);
			}
		}
		return names;
	}

	private static boolean isToMany(ModelMetadata<?> model, String name) {
		ModelRelation relation = model.findRelation(name);
		return relation != null && !relation.forward();
	}

	static List<String> defer(QueryState state, List<String> fields) {
		Combinations.requireNone(state, "defer");
		List<ModelField> deferred = fields.stream().map((name) -> field(state.model(), name)).toList();
		return state.model()
			.fields()
			.stream()
			.filter((field) -> field.primaryKey() || !deferred.contains(field))
			.map(ModelField::name)
			.toList();
	}

	private static ModelField field(ModelMetadata<?> model, String name) {
		ModelField field = model.findField(name);
		if (field == null) {
			throw FieldException.unknown("name", name, "into a field of '" + model.name() + "'",
					model.fields().stream().map(ModelField::name).toList());
		}
		return field;
	}

	static <M> RowAssembler<Row<M>> assembler(ModelMetadata<?> model, List<String> names) {
		List<String> loaded = List.copyOf(names);
		return (object, values) -> new PartialRow<>(model, loaded, values);
	}

	/**
	 * The values of a row, by their names.
	 */
	private record PartialRow<M>(ModelMetadata<?> model, List<String> names,
			@Nullable Object[] values) implements Row<M> {

		@Override
		public M object() {
			throw new InvalidDataAccessApiUsageException("This row of '" + this.model.name() + "' holds only "
					+ String.join(", ", this.names) + ": read objects without only() and defer()");
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
			return Assemblers.convert(value(name), type);
		}

		@Override
		public <V> List<V> list(String name, Class<V> type) {
			throw new FieldException("'" + name + "' of this row is no list");
		}

		private @Nullable Object value(String name) {
			ModelField field = this.model.findField(name);
			for (int i = 0; i < this.names.size(); i++) {
				if (QueryEdits.sameName(this.names.get(i), name)
						|| field != null && field == this.model.findField(this.names.get(i))) {
					return this.values[i];
				}
			}
			throw FieldException.unknown("field", name,
					"of this row of '" + this.model.name() + "', because only() or defer() left it out", this.names);
		}

	}

}
