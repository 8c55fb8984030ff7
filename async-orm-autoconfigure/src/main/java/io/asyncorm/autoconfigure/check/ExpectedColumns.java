package io.asyncorm.autoconfigure.check;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.asyncorm.model.Conversion;
import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.model.ModelRegistry;
import io.asyncorm.model.NearestName;
import io.asyncorm.plan.Operation;
import io.asyncorm.plan.SqlRows;
import io.asyncorm.plan.StatementDescription.Column;

import org.springframework.util.ClassUtils;

/**
 * The columns that are read of the rows of a statement, held against those that it has.
 * Immutable.
 *
 * @param owner whose they are, for messages; empty for the columns of a query set, which
 * are right by construction
 * @param values what is read, by the names of the columns
 * @param byName whether each is found by its name, so that a statement has to name it
 */
record ExpectedColumns(String owner, List<Value> values, boolean byName) {

	private static final ExpectedColumns ANY = new ExpectedColumns("", List.of(), false);

	ExpectedColumns {
		values = List.copyOf(values);
	}

	/** What is read of the user's own SQL; of other statements they are what they are. */
	static ExpectedColumns of(Operation<?> operation, ModelRegistry models) {
		return (operation instanceof Operation.Sql<?> sql) ? of(sql.rows(), models) : ANY;
	}

	private static ExpectedColumns of(SqlRows<?> rows, ModelRegistry models) {
		return switch (rows) {
			case SqlRows.Objects<?, ?> objects -> new ExpectedColumns(objects.model().name(),
					objects.model().fields().stream().map(Value::of).map(Value::nullable).toList(), true);
			case SqlRows.Projections<?, ?> records ->
				new ExpectedColumns(records.type().getSimpleName(), values(records.type(), models), true);
			case SqlRows.Scalars<?, ?> scalars -> new ExpectedColumns(scalars.type().getSimpleName(),
					List.of(Value.of("", scalars.type(), models)), false);
			case SqlRows.Columns<?, ?> any -> ANY;
			case SqlRows.Changed<?> none -> ANY;
		};
	}

	private static List<Value> values(Class<?> type, ModelRegistry models) {
		return Arrays.stream(type.getRecordComponents()).map((component) -> Value.of(component, models)).toList();
	}

	/** The columns of a model's table, which may be too many. */
	static ExpectedColumns of(ModelMetadata<?> model) {
		return new ExpectedColumns("", model.fields().stream().map(Value::of).toList(), true);
	}

	/**
	 * What is wrong with the columns of a statement.
	 * @param text the statement as the user wrote it; empty if it is not the user's
	 */
	Stream<String> faults(List<Column> columns, String text) {
		if (this.values.isEmpty() || columns.isEmpty()) {
			return Stream.of();
		}
		return this.byName ? faultsByName(columns, text) : Stream
			.concat(this.values.get(0).faults(columns.get(0), text), unread(columns.subList(1, columns.size())));
	}

	private Stream<String> faultsByName(List<Column> columns, String text) {
		Map<String, Column> byName = new LinkedHashMap<>();
		columns.forEach((column) -> byName.putIfAbsent(SqlRows.normalized(column.label()), column));
		List<String> faults = new ArrayList<>();
		List<String> missing = new ArrayList<>();
		for (Value value : this.values) {
			Column column = byName.remove(SqlRows.normalized(value.column()));
			if (column != null) {
				value.faults(column, text).forEach(faults::add);
			}
			else {
				missing.add(value.name());
			}
		}
		if (this.owner.isEmpty()) {
			return faults.stream();
		}
		// what is missing may be what nobody reads, misspelled
		return Stream.concat(faults.stream(), missing.isEmpty() ? unread(byName.values()) : missing(missing, columns));
	}

	private Stream<String> missing(List<String> names, List<Column> columns) {
		List<String> labels = columns.stream().map(Column::label).toList();
		return names.stream()
			.map((name) -> "it gives no column for '" + name + "' of " + this.owner + "."
					+ NearestName.suggest(name, labels) + " It gives: " + String.join(", ", labels));
	}

	private Stream<String> unread(Collection<Column> columns) {
		return columns.stream()
			.map((column) -> "nobody reads its column '" + column.label() + "', for which " + this.owner
					+ " has no place; leave it out");
	}

	/**
	 * A value that is read.
	 *
	 * @param name of the property or component; empty for a value by itself
	 * @param column the name of its column
	 * @param declared the class that it is declared as
	 * @param stored the class that is read, boxed: another where it is converted
	 */
	private record Value(String name, String column, Class<?> declared, Class<?> stored) {

		static Value of(ModelField field) {
			Class<?> declared = (field.genericType() instanceof Class<?> type) ? type : field.javaType();
			return new Value(field.name(), field.column(), declared, field.type());
		}

		static Value of(RecordComponent component, ModelRegistry models) {
			return of(component.getName(), component.getType(), models);
		}

		static Value of(String name, Class<?> type, ModelRegistry models) {
			Class<?> boxed = ClassUtils.resolvePrimitiveIfNecessary(type);
			Conversion conversion = models.findConversion(boxed);
			return new Value(name, name, type, (conversion != null) ? conversion.columnType() : boxed);
		}

		/** That of a model, whose own table is looked at. */
		Value nullable() {
			return new Value(this.name, this.column, ClassUtils.resolvePrimitiveIfNecessary(this.declared),
					this.stored);
		}

		/** Whether the statement says itself that there is no null. */
		private static boolean isRuledOut(Column column, String text) {
			return Pattern
				.compile("\\b" + Pattern.quote(column.label()) + "\\W?\\s+is\\s+not\\s+null", Pattern.CASE_INSENSITIVE)
				.matcher(text)
				.find();
		}

		Stream<String> faults(Column column, String text) {
			List<String> faults = new ArrayList<>();
			if (this.declared.isPrimitive() && column.nullable() && !isRuledOut(column, text)) {
				faults.add("column '" + column.label() + "' may be null, which '" + this.name + "' of type "
						+ this.declared + " cannot hold; declare it as "
						+ ClassUtils.resolvePrimitiveIfNecessary(this.declared).getSimpleName()
						+ ", or make the column NOT NULL");
			}
			if (!ColumnFamily.of(column).canBeReadAs(this.stored)) {
				faults.add("column '" + column.label() + "' is " + column.typeName() + ", which cannot be read as "
						+ this.declared.getSimpleName() + (this.name.isEmpty() ? "" : " of '" + this.name + "'"));
			}
			return faults.stream();
		}

	}

}
