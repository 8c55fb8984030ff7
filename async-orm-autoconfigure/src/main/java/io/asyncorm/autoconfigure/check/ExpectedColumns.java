package io.asyncorm.autoconfigure.check;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.asyncorm.model.Conversion;
import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.model.ModelRegistry;
import io.asyncorm.model.NearestName;
import io.asyncorm.plan.Operation;
import io.asyncorm.plan.RecordColumns;
import io.asyncorm.plan.SqlRows;
import io.asyncorm.plan.StatementDescription.Column;

import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;

/**
 * The columns that are read of the rows of a statement, held against those that it has.
 * Immutable.
 *
 * @param owner whose they are, for messages; empty for the columns of a query set, which
 * are right by construction
 * @param first what is read of the first columns, whatever their names are
 * @param named what is read by the names of its columns, of those that there are
 */
record ExpectedColumns(String owner, List<Value> first, Function<List<String>, List<Value>> named) {

	private static final Function<List<String>, List<Value>> NONE = (labels) -> List.of();

	private static final ExpectedColumns ANY = new ExpectedColumns("", List.of(), NONE);

	ExpectedColumns {
		first = List.copyOf(first);
	}

	/** What is read of the user's own SQL; of other statements they are what they are. */
	static ExpectedColumns of(Operation<?> operation, ModelRegistry models) {
		return (operation instanceof Operation.Sql<?> sql) ? of(sql.rows(), models) : ANY;
	}

	private static ExpectedColumns of(SqlRows<?> rows, ModelRegistry models) {
		return switch (rows) {
			case SqlRows.Objects<?, ?> objects -> byName(objects.model().name(),
					objects.model().fields().stream().map(Value::of).map(Value::nullable).toList());
			case SqlRows.Single<?> single -> single(single, List.of(), models);
			case SqlRows.Keyed<?> keyed -> single(keyed.values(), List.of(Value.of("", keyed.key(), models)), models);
			case SqlRows.Columns<?, ?> any -> ANY;
			case SqlRows.Changed<?> none -> ANY;
		};
	}

	/** What is read of each row, behind other columns. */
	private static ExpectedColumns single(SqlRows.Single<?> rows, List<Value> before, ModelRegistry models) {
		return switch (rows) {
			case SqlRows.Projections<?, ?> records -> new ExpectedColumns(records.type().getSimpleName(), before,
					(labels) -> records.columns()
						.apply(labels)
						.columns()
						.stream()
						.map((column) -> Value.of(column, models))
						.toList());
			case SqlRows.Scalars<?, ?> scalars -> {
				Class<?> type = ResolvableType.forType(scalars.type()).toClass();
				yield new ExpectedColumns(type.getSimpleName(),
						Stream.concat(before.stream(), Stream.of(Value.of("", type, models))).toList(), NONE);
			}
		};
	}

	private static ExpectedColumns byName(String owner, List<Value> values) {
		return new ExpectedColumns(owner, List.of(), (labels) -> values);
	}

	/** The columns of a model's table, which may be too many. */
	static ExpectedColumns of(ModelMetadata<?> model) {
		return byName("", model.fields().stream().map(Value::of).toList());
	}

	/**
	 * What is wrong with the columns of a statement.
	 * @param text the statement as the user wrote it; empty if it is not the user's
	 */
	Stream<String> faults(List<Column> columns, String text) {
		List<Value> byName = this.named.apply(columns.stream().map(Column::label).toList());
		if (this.first.isEmpty() && byName.isEmpty() || columns.isEmpty()) {
			return Stream.of();
		}
		if (columns.size() < this.first.size()) {
			return Stream.of("it gives one column, and a Map needs a key and, behind it, its value");
		}
		Stream<String> first = IntStream.range(0, this.first.size())
			.boxed()
			.flatMap((i) -> this.first.get(i).faults(columns.get(i), text));
		List<Column> others = columns.subList(this.first.size(), columns.size());
		return Stream.concat(first, byName.isEmpty() ? unread(others) : faultsByName(byName, columns, text));
	}

	private Stream<String> faultsByName(List<Value> values, List<Column> columns, String text) {
		Map<String, Column> byName = new LinkedHashMap<>();
		columns.forEach((column) -> byName.putIfAbsent(SqlRows.normalized(column.label()), column));
		List<String> faults = new ArrayList<>();
		List<Value> missing = new ArrayList<>();
		for (Value value : values) {
			Column column = byName.remove(SqlRows.normalized(value.column()));
			if (column != null) {
				value.faults(column, text).forEach(faults::add);
			}
			else {
				missing.add(value);
			}
		}
		if (this.owner.isEmpty()) {
			return faults.stream();
		}
		columns.subList(0, this.first.size()).forEach((column) -> byName.remove(SqlRows.normalized(column.label())));
		// what is missing may be what nobody reads, misspelled
		return Stream.concat(faults.stream(), missing.isEmpty() ? unread(byName.values()) : missing(missing, columns));
	}

	private Stream<String> missing(List<Value> values, List<Column> columns) {
		List<String> labels = columns.stream().map(Column::label).toList();
		return values.stream()
			.map((value) -> "it gives no column for " + value.wanted() + " of " + this.owner + "."
					+ NearestName.suggest(value.name(), labels) + " It gives: " + String.join(", ", labels));
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

		static Value of(RecordColumns.Column column, ModelRegistry models) {
			Class<?> type = ResolvableType.forType(column.type()).toClass();
			return of(column.name(), column.inner() ? ClassUtils.resolvePrimitiveIfNecessary(type) : type, models);
		}

		static Value of(String name, Class<?> type, ModelRegistry models) {
			Class<?> boxed = ClassUtils.resolvePrimitiveIfNecessary(type);
			Conversion conversion = models.findConversion(boxed);
			return new Value(name, name, type, (conversion != null) ? conversion.columnType() : boxed);
		}

		/** What has to be there, for messages. */
		String wanted() {
			return new RecordColumns.Column(this.name, this.stored, false).wanted();
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
