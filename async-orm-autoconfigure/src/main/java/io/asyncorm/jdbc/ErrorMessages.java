package io.asyncorm.jdbc;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.model.ModelRegistry;
import io.asyncorm.model.ModelRelation;
import io.asyncorm.plan.Operation;
import io.asyncorm.plan.SqlRows;
import org.jspecify.annotations.Nullable;

/**
 * Says in the words of the models what the database refused, without the values that it
 * was given. Immutable and safe for use by several threads.
 */
final class ErrorMessages {

	private final ModelRegistry models;

	ErrorMessages(ModelRegistry models) {
		this.models = models;
	}

	String describe(Operation<?> operation, SQLException error) {
		ErrorPlace place = ErrorPlace.of(error);
		ModelMetadata<?> model = model(operation, place);
		List<ModelField> fields = fields(model, place);
		return operation.name() + ": " + switch (String.valueOf(error.getSQLState())) {
			case "23505" -> duplicate(model, fields) + constraint(place);
			case "23502" -> (fields.isEmpty() ? "a column that must not be null" : names(fields))
					+ " was given no value, and must have one";
			case "23503", "23506" -> foreignKey(model, fields, place) + constraint(place);
			case "23514", "23513" ->
				"a check of " + ((model != null) ? model.name() : "the table") + " failed" + constraint(place);
			case "22001" -> tooLong(operation, fields);
			case "22003" -> outOfRange(operation, fields);
			case "42P20" -> serverMessage(error)
					+ ": read the keys of the rows by it first, as in filter(\"pk__in\", ranked.values(\"pk\"))";
			case StatementGate.CANCELLED -> "the statement was cancelled, by its deadline or by hand";
			case "40001", "40P01" -> "the transaction collided with another one: run it again";
			default -> serverMessage(error);
		};
	}

	/** What the server says, for logs: without values, of whatever operation. */
	static String withoutValues(SQLException error) {
		return serverMessage(error) + constraint(ErrorPlace.of(error));
	}

	private static String duplicate(@Nullable ModelMetadata<?> model, List<ModelField> fields) {
		String what = (model != null) ? "another " + model.name() : "another row";
		String key = fields.isEmpty() ? "the same key"
				: "the same " + fields.stream().map(ModelField::name).collect(Collectors.joining(" and "));
		return what + " has " + key;
	}

	private static String foreignKey(@Nullable ModelMetadata<?> model, List<ModelField> fields, ErrorPlace place) {
		ModelRelation relation = (fields.size() == 1) ? fields.get(0).relation() : null;
		if (relation != null) {
			return relation + " must lead to an existing " + relation.target().name();
		}
		String table = (model != null) ? model.name() : place.table();
		return "an object is missing that " + ((table != null) ? table + " refers to" : "another refers to");
	}

	private static String tooLong(Operation<?> operation, List<ModelField> fields) {
		List<ModelField> found = fields.isEmpty()
				? changes(operation).filter(ErrorMessages::isTooLong).map(Operation.Change::field).toList() : fields;
		if (!found.isEmpty() && found.stream().allMatch((field) -> field.precision() > 0)) {
			return tooLarge(found);
		}
		return found.isEmpty() ? "a value is too long for its column"
				: "the value is too long for " + found.stream()
					.map((field) -> field + ((field.length() > 0) ? " (" + field.length() + " characters)" : ""))
					.collect(Collectors.joining(", "));
	}

	private static String outOfRange(Operation<?> operation, List<ModelField> fields) {
		List<ModelField> found = fields.isEmpty()
				? changes(operation).filter(ErrorMessages::isTooLarge).map(Operation.Change::field).toList() : fields;
		return found.isEmpty() ? "a number is out of the range of its type" : tooLarge(found);
	}

	private static String tooLarge(List<ModelField> fields) {
		return "the number is too large for "
				+ fields.stream().map(ErrorMessages::withDigits).collect(Collectors.joining(", "));
	}

	private static String withDigits(ModelField field) {
		return (field.precision() > 0)
				? field + " (" + field.precision() + " digits, " + field.scale() + " of them behind the point)"
				: field.toString();
	}

	private static boolean isTooLong(Operation.Change change) {
		int length = change.field().length();
		return length > 0 && value(change) instanceof CharSequence text && text.codePoints().count() > length;
	}

	private static boolean isTooLarge(Operation.Change change) {
		int precision = change.field().precision();
		return precision > 0 && value(change) instanceof BigDecimal number
				&& number.precision() - number.scale() > precision - change.field().scale();
	}

	private static @Nullable Object value(Operation.Change change) {
		return change.constant();
	}

	private static Stream<Operation.Change> changes(Operation<?> operation) {
		return switch (operation) {
			case Operation.Create<?> create -> create.values().stream();
			case Operation.Save<?> save ->
				Stream.of(save.changes(), save.insert()).filter(Objects::nonNull).flatMap(List::stream).distinct();
			case Operation.UpdateAll update -> update.changes().stream();
			case Operation.Upsert<?, ?> upsert ->
				Stream.of(upsert.changes(), upsert.insert()).filter(Objects::nonNull).flatMap(List::stream).distinct();
			case Operation.Read<?, ?> ignored -> Stream.of();
			case Operation.Complete<?> ignored -> Stream.of();
			case Operation.Count ignored -> Stream.of();
			case Operation.Exists ignored -> Stream.of();
			case Operation.Aggregate<?> ignored -> Stream.of();
			case Operation.Explain ignored -> Stream.of();
			case Operation.DeleteAll ignored -> Stream.of();
			case Operation.Sql<?> ignored -> Stream.of();
		};
	}

	private @Nullable ModelMetadata<?> model(Operation<?> operation, ErrorPlace place) {
		if (place.table() != null) {
			return Stream.concat(this.models.models().stream(), this.models.joinTables().stream())
				.filter((model) -> model.table().equals(place.table()))
				.findFirst()
				.orElse(null);
		}
		return switch (operation) {
			case Operation.Create<?> create -> create.model();
			case Operation.Save<?> save -> save.model();
			case Operation.Upsert<?, ?> upsert -> upsert.model();
			case Operation.UpdateAll update -> update.state().model();
			case Operation.DeleteAll delete -> delete.state().model();
			case Operation.Read<?, ?> read -> read.state().model();
			case Operation.Complete<?> complete -> complete.model();
			case Operation.Count count -> count.state().model();
			case Operation.Exists exists -> exists.state().model();
			case Operation.Aggregate<?> aggregate -> aggregate.state().model();
			case Operation.Explain explain -> explain.state().model();
			case Operation.Sql<?> sql -> (sql.rows() instanceof SqlRows.Objects<?, ?> rows) ? rows.model() : null;
		};
	}

	private static List<ModelField> fields(@Nullable ModelMetadata<?> model, ErrorPlace place) {
		if (model == null) {
			return List.of();
		}
		return place.columns()
			.stream()
			.flatMap((column) -> model.fields().stream().filter((field) -> field.column().equals(column)))
			.toList();
	}

	private static String names(List<ModelField> fields) {
		return fields.stream().map(ModelField::toString).collect(Collectors.joining(", "));
	}

	private static String constraint(ErrorPlace place) {
		return (place.constraint() != null) ? " (constraint '" + place.constraint() + "')" : "";
	}

	/**
	 * The first line of the server's message; what it quotes of the data is left out.
	 */
	private static String serverMessage(SQLException error) {
		String message = ErrorPlace.serverMessage(error);
		int statement = message.lastIndexOf("; SQL statement:");
		message = (statement >= 0) ? message.substring(0, statement) : message;
		boolean aboutData = String.valueOf(error.getSQLState()).startsWith("22")
				|| String.valueOf(error.getSQLState()).startsWith("23");
		// values may have lines, too
		message = aboutData ? message.replaceAll("(?s)\".*\"|'.*'", "(a value)") : message;
		return message.lines().findFirst().orElse("the statement failed");
	}

}
