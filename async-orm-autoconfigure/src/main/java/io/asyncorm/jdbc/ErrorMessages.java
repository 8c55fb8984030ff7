package io.asyncorm.jdbc;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.asyncorm.dialect.ErrorPlace;
import io.asyncorm.dialect.SqlErrors;
import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.model.ModelRegistry;
import io.asyncorm.model.ModelRelation;
import io.asyncorm.model.TableDetails.CheckRule;
import io.asyncorm.plan.Operation;
import io.asyncorm.plan.RelatedChange;
import io.asyncorm.plan.SqlRows;
import io.asyncorm.schema.ConstraintNames;
import org.jspecify.annotations.Nullable;

/**
 * Words the messages of database errors by model and field names, without the values of
 * the statement. Immutable and safe for use by several threads.
 */
final class ErrorMessages {

	private static final String ABOUT_POOLERS = "Behind a pooler in transaction mode, such as PgBouncer, add"
			+ " 'prepareThreshold=0' to the JDBC URL, or let the pooler carry prepared statements"
			+ " (max_prepared_statements)";

	private final SqlErrors errors;

	private final ModelRegistry models;

	private final @Nullable String dataSource;

	/**
	 * @param dataSource the name of the data source; null if there is no other
	 */
	ErrorMessages(SqlErrors errors, ModelRegistry models, @Nullable String dataSource) {
		this.errors = errors;
		this.models = models;
		this.dataSource = dataSource;
	}

	/** What went wrong where there is no connection. */
	String describeConnecting(String name) {
		return name + ": no connection to the database"
				+ ((this.dataSource != null) ? " of the data source '" + this.dataSource + "'" : "");
	}

	String describe(Operation<?> operation, SQLException error) {
		return describe(operation, operation.name(), error);
	}

	/**
	 * What an error is about.
	 * @param operation what failed; null for a transaction as a whole
	 */
	ErrorSubject subject(@Nullable Operation<?> operation, SQLException error) {
		ErrorPlace place = this.errors.place(error);
		ModelMetadata<?> model = model(operation, place);
		List<ModelField> named = fields(model, place);
		List<ModelField> fields = switch (this.errors.kind(error)) {
			case TOO_LONG -> tooLong(operation, named);
			case OUT_OF_RANGE -> tooLarge(operation, named);
			case CHECK -> {
				CheckRule check = findCheck(model, place);
				yield (check != null && check.field() != null) ? List.of(check.field()) : named;
			}
			default -> named;
		};
		return new ErrorSubject((model != null) ? model.name() : null, fields.stream().map(ModelField::name).toList());
	}

	/** What went wrong with a transaction as a whole. */
	String describe(String name, SQLException error) {
		return describe(null, name, error);
	}

	private String describe(@Nullable Operation<?> operation, String name, SQLException error) {
		ErrorPlace place = this.errors.place(error);
		ModelMetadata<?> model = model(operation, place);
		List<ModelField> fields = fields(model, place);
		return name + ": " + switch (this.errors.kind(error)) {
			case DUPLICATE_KEY -> duplicate(model, fields) + constraint(place);
			case MISSING_VALUE -> missingValue(model, fields, place);
			case FOREIGN_KEY -> foreignKey(model, fields, place) + constraint(place);
			case CHECK -> check(model, place) + constraint(place);
			case TOO_LONG -> describeTooLong(tooLong(operation, fields));
			case OUT_OF_RANGE -> outOfRange(tooLarge(operation, fields));
			case MISPLACED_WINDOW -> serverMessage(error)
					+ ": read the keys of the rows by it first, as in filter(\"pk__in\", ranked.values(\"pk\"))";
			case CANCELLED -> "the statement was cancelled, by its deadline or by hand";
			case MIXED_UP_STATEMENT ->
				serverMessage(error) + ": the session changed under the driver. " + ABOUT_POOLERS;
			case COLLISION -> "the transaction collided with another one: run it again, as"
					+ " transactions.atomic(retry(3), ...) does";
			case REPLAY_CONFLICT ->
				"the standby cancelled the statement, which was in the way of what it had to replay from"
						+ " the primary: let it wait longer (max_standby_streaming_delay), or the primary keep the rows that it"
						+ " reads (hot_standby_feedback), or read what takes long from the primary";
			case INVALID_DATA, UNSTORABLE_TEXT, CALCULATION -> firstLine(unquoted(this.errors.message(error)));
			case READ_ONLY -> "the transaction or the server is read-only: write in a transaction that is not"
					+ " (transactions.atomic(...) or @Transactional, without readOnly), and not to a standby";
			case ABORTED_TRANSACTION -> "an earlier statement of the transaction failed, so that it can only be"
					+ " rolled back: put what may fail into an atomic block of its own";
			case TRANSACTION_TIMEOUT -> "the server ended the session, as its transaction took too long, or waited"
					+ " for the next statement for too long";
			case STALE_STATEMENT ->
				"the statement was prepared before its table was altered, or is gone: run the transaction again. "
						+ ABOUT_POOLERS;
			case MISSING_TABLE -> serverMessage(error) + ((operation instanceof Operation.Sql) ? hint(error)
					: ": make it by a migration, or let async-orm.schema.action=create make the tables of models that are"
							+ " missing");
			case UNUSABLE_KEY -> serverMessage(error) + ((operation instanceof Operation.BulkCreate<?>)
					? ": let uniqueFields() name those of a unique key that the database has, for all rows and"
							+ " not deferrable"
					: "");
			case TOO_MANY_ROWS -> serverMessage(error) + ((operation instanceof Operation.BulkCreate<?>)
					? ": two of the objects have the same unique key, so that it is not clear which is to be stored;"
							+ " give one of them"
					: (operation instanceof Operation.Sql) ? "" : ": cut the subquery, as by slice(0, 1)");
			case INVALID_STATEMENT, DENIED, LOCK_NOT_AVAILABLE, OTHER -> serverMessage(error);
		};
	}

	private String hint(SQLException error) {
		String hint = this.errors.hint(error);
		return (hint != null) ? ": " + hint : "";
	}

	/** What the server says, for logs: without values, of whatever operation. */
	static String withoutValues(SqlErrors errors, SQLException error) {
		String message = errors.message(error);
		return firstLine(errors.kind(error).isOfData() ? unquoted(message) : message) + constraint(errors.place(error));
	}

	private static String missingValue(@Nullable ModelMetadata<?> model, List<ModelField> fields, ErrorPlace place) {
		if (!fields.isEmpty()) {
			return names(fields) + " was given no value, and must have one";
		}
		if (place.columns().isEmpty()) {
			return "a column that must not be null was given no value, and must have one";
		}
		String table = (place.table() != null) ? place.table() : (model != null) ? model.table() : "the table";
		return "the column '" + String.join("', '", place.columns()) + "' of '" + table
				+ "' was given no value, and must have one" + ((model != null) ? ", but '" + model
						+ "' has no such property: add it, or give the column a default in the database" : "");
	}

	private static String check(@Nullable ModelMetadata<?> model, ErrorPlace place) {
		CheckRule check = findCheck(model, place);
		if (check == null) {
			return "a check of " + ((model != null) ? model.name() : "the table") + " failed";
		}
		return ((check.field() != null) ? check.field() : model) + " must meet '" + check.condition() + "'";
	}

	private static @Nullable CheckRule findCheck(@Nullable ModelMetadata<?> model, ErrorPlace place) {
		return (model != null && place.constraint() != null) ? ConstraintNames.findCheck(model, place.constraint())
				: null;
	}

	private static String duplicate(@Nullable ModelMetadata<?> model, List<ModelField> fields) {
		String what = (model != null) ? "another " + model.name() : "another row";
		String key = fields.isEmpty() ? "the same key"
				: "the same " + fields.stream().map(ModelField::name).collect(Collectors.joining(" and "));
		return what + " has " + key + ((model != null && model.softDelete() != null)
				? "; it may count as deleted, and is then seen by all().withDeleted()" : "");
	}

	private static String foreignKey(@Nullable ModelMetadata<?> model, List<ModelField> fields, ErrorPlace place) {
		ModelRelation relation = (fields.size() == 1) ? fields.get(0).relation() : null;
		if (relation != null) {
			return relation + " must lead to an existing " + relation.target().name();
		}
		String table = (model != null) ? model.name() : place.table();
		return "an object is missing that " + ((table != null) ? table + " refers to" : "another refers to");
	}

	/** The fields of a too long value: those that the database names, or else has. */
	private static List<ModelField> tooLong(@Nullable Operation<?> operation, List<ModelField> named) {
		return named.isEmpty()
				? changes(operation).filter(ErrorMessages::isTooLong).map(Operation.Change::field).toList() : named;
	}

	private static List<ModelField> tooLarge(@Nullable Operation<?> operation, List<ModelField> named) {
		return named.isEmpty()
				? changes(operation).filter(ErrorMessages::isTooLarge).map(Operation.Change::field).toList() : named;
	}

	private static String describeTooLong(List<ModelField> found) {
		if (!found.isEmpty() && found.stream().allMatch((field) -> field.precision() > 0)) {
			return describeTooLarge(found);
		}
		return found.isEmpty() ? "a value is too long for its column"
				: "the value is too long for " + found.stream()
					.map((field) -> field + ((field.length() > 0) ? " (" + field.length() + " characters)" : ""))
					.collect(Collectors.joining(", "));
	}

	private static String outOfRange(List<ModelField> found) {
		return found.isEmpty() ? "a number is out of the range of its type" : describeTooLarge(found);
	}

	private static String describeTooLarge(List<ModelField> fields) {
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

	private static Stream<Operation.Change> changes(@Nullable Operation<?> operation) {
		return switch (operation) {
			case null -> Stream.of();
			case Operation.Create<?> create -> create.values().stream();
			case Operation.Save<?> save ->
				Stream.of(save.changes(), save.insert()).filter(Objects::nonNull).flatMap(List::stream).distinct();
			case Operation.UpdateAll update -> update.changes().stream();
			case Operation.Upsert<?, ?> upsert ->
				Stream.of(upsert.changes(), upsert.insert()).filter(Objects::nonNull).flatMap(List::stream).distinct();
			case Operation.ChangeRelated<?> related -> switch (related.change()) {
				case RelatedChange.Create<?> create -> changes(create.creation());
				case RelatedChange.SaveEach<?> each -> each.saves().stream().flatMap((save) -> changes(save.save()));
				case RelatedChange.Link ignored -> Stream.of();
				case RelatedChange.Unlink ignored -> Stream.of();
				case RelatedChange.Replace ignored -> Stream.of();
				case RelatedChange.Retain ignored -> Stream.of();
			};
			case Operation.Read<?, ?> ignored -> Stream.of();
			case Operation.Complete<?> ignored -> Stream.of();
			case Operation.Count ignored -> Stream.of();
			case Operation.Exists ignored -> Stream.of();
			case Operation.Aggregate<?> ignored -> Stream.of();
			case Operation.Explain ignored -> Stream.of();
			case Operation.Describe ignored -> Stream.of();
			case Operation.DeleteAll ignored -> Stream.of();
			case Operation.BulkCreate<?> ignored -> Stream.of();
			case Operation.BulkUpdate ignored -> Stream.of();
			case Operation.DeleteVersion ignored -> Stream.of();
			case Operation.WriteMerged<?> ignored -> Stream.of();
			case Operation.Sql<?> ignored -> Stream.of();
		};
	}

	/** Tables of several models may have the same name, each in a schema of its own. */
	private @Nullable ModelMetadata<?> model(@Nullable Operation<?> operation, ErrorPlace place) {
		ModelMetadata<?> own = model(operation);
		if (place.table() != null && !(own != null && own.table().equals(place.table()))) {
			return Stream.concat(this.models.models().stream(), this.models.joinTables().stream())
				.filter((model) -> model.table().equals(place.table()))
				.findFirst()
				.orElse(null);
		}
		return own;
	}

	private static @Nullable ModelMetadata<?> model(@Nullable Operation<?> operation) {
		return switch (operation) {
			case null -> null;
			case Operation.Create<?> create -> create.model();
			case Operation.Save<?> save -> save.model();
			case Operation.Upsert<?, ?> upsert -> upsert.model();
			case Operation.UpdateAll update -> update.state().model();
			case Operation.BulkCreate<?> create -> create.model();
			case Operation.BulkUpdate update -> update.state().model();
			case Operation.DeleteAll delete -> delete.state().model();
			case Operation.DeleteVersion delete -> delete.model();
			case Operation.WriteMerged<?> writes -> writes.write().model();
			case Operation.ChangeRelated<?> related -> switch (related.change()) {
				case RelatedChange.Create<?> create -> model(create.creation());
				case RelatedChange.SaveEach<?> each -> each.related().ownerField().model();
				case RelatedChange.Link link -> link.related().through();
				case RelatedChange.Unlink unlink -> unlink.related().through();
				case RelatedChange.Replace replace -> replace.related().ownerField().model();
				case RelatedChange.Retain retain -> retain.related().ownerField().model();
			};
			case Operation.Read<?, ?> read -> read.state().model();
			case Operation.Complete<?> complete -> complete.model();
			case Operation.Count count -> count.state().model();
			case Operation.Exists exists -> exists.state().model();
			case Operation.Aggregate<?> aggregate -> aggregate.state().model();
			case Operation.Explain explain -> model(explain.explained());
			case Operation.Describe describe -> model(describe.described());
			case Operation.Sql<?> sql -> (sql.rows() instanceof SqlRows.Objects<?, ?> rows) ? rows.model() : null;
		};
	}

	private static List<ModelField> fields(@Nullable ModelMetadata<?> model, ErrorPlace place) {
		if (model == null) {
			return List.of();
		}
		List<ModelField> key = (place.constraint() != null && place.columns().isEmpty())
				? ConstraintNames.findUniqueKey(model, place.constraint()) : null;
		if (key != null) {
			return key;
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

	private String serverMessage(SQLException error) {
		return firstLine(this.errors.message(error));
	}

	/** What the server quotes is of the data, and may have lines, too. */
	private static String unquoted(String message) {
		return message.replaceAll("(?s)\".*\"|'.*'", "(a value)");
	}

	private static String firstLine(String message) {
		return message.lines().findFirst().orElse("the statement failed");
	}

}
