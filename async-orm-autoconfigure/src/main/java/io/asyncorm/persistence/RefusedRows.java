package io.asyncorm.persistence;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.asyncorm.dialect.SqlErrors;
import io.asyncorm.expression.Expression;
import io.asyncorm.model.ModelField;
import io.asyncorm.plan.Operation.Change;
import io.asyncorm.type.StoredColumn;
import org.jspecify.annotations.Nullable;

/**
 * Finds the row that the database refuses by what its error tells, without asking it
 * again: the column that is null, the key that is taken, the text that is too long. Where
 * that does not say for certain which row it is, none is found. Immutable.
 *
 * @param batch the rows of the statement
 * @param errors what the database's errors mean
 */
record RefusedRows(Batch batch, SqlErrors errors) {

	/** What is not a row. */
	static final int NONE = -1;

	/** PostgreSQL shortens values that are longer. */
	private static final int LONGEST_SHOWN = 60;

	/** Finds the row; {@link #NONE} if the error does not tell. */
	int find(SQLException error) {
		List<String> columns = this.errors.place(error).columns();
		String values = this.errors.values(error);
		return switch (this.errors.kind(error)) {
			case MISSING_VALUE -> first((row) -> this.batch.changes(row)
				.stream()
				.anyMatch((change) -> columns.contains(change.field().column()) && isNull(change)));
			case DUPLICATE_KEY -> only((row) -> hasKey(row, columns, values));
			case FOREIGN_KEY -> first((row) -> hasKey(row, columns, values));
			case CHECK -> only((row) -> values != null
					&& this.batch.changes(row).stream().allMatch((change) -> isAmong(change, ", " + values + ", ")));
			case TOO_LONG -> first((row) -> this.batch.changes(row).stream().anyMatch(RefusedRows::isTooLong));
			case OUT_OF_RANGE, INVALID_DATA, UNSTORABLE_TEXT, CALCULATION, MISPLACED_WINDOW, INVALID_STATEMENT, DENIED,
					MISSING_TABLE, CANCELLED, COLLISION, REPLAY_CONFLICT, MIXED_UP_STATEMENT, LOCK_NOT_AVAILABLE,
					READ_ONLY, ABORTED_TRANSACTION, TRANSACTION_TIMEOUT, STALE_STATEMENT, UNUSABLE_KEY, TOO_MANY_ROWS,
					OTHER ->
				NONE;
		};
	}

	/** The first row of those that are all refused. */
	private int first(IntPredicate refused) {
		return IntStream.range(0, this.batch.size()).filter(refused).findFirst().orElse(NONE);
	}

	/** The only row that can be meant. */
	private int only(IntPredicate suspected) {
		int[] suspects = IntStream.range(0, this.batch.size()).filter(suspected).limit(2).toArray();
		return (suspects.length == 1) ? suspects[0] : NONE;
	}

	private boolean hasKey(int row, List<String> columns, @Nullable String values) {
		if (columns.isEmpty() || values == null) {
			return false;
		}
		List<Change> changes = this.batch.changes(row);
		return columns.stream()
			.map((column) -> changes.stream()
				.filter((change) -> change.field().column().equals(column))
				.findFirst()
				.map(RefusedRows::text)
				.orElse(""))
			.collect(Collectors.joining(", "))
			.equals(values);
	}

	/** What is not shown as it is given tells nothing. */
	private static boolean isAmong(Change change, String values) {
		String text = isNull(change) ? "null" : text(change);
		return text == null || text.length() > LONGEST_SHOWN || values.contains(", " + text + ", ");
	}

	/** A value as databases show it; null if that depends on the database. */
	private static @Nullable String text(Change change) {
		Object value = change.constant();
		StoredColumn stored = change.field().stored();
		boolean plain = stored == null || !stored.isSpecial();
		return switch (value) {
			case String text when plain -> text;
			case Enum<?> constant -> constant.name();
			case Long number -> number.toString();
			case Integer number -> number.toString();
			case Short number -> number.toString();
			case UUID uuid -> uuid.toString();
			case LocalDate date -> date.toString();
			case null, default -> null;
		};
	}

	private static boolean isNull(Change change) {
		return change.value() instanceof Expression.Value value && value.value() == null;
	}

	private static boolean isTooLong(Change change) {
		ModelField field = change.field();
		return field.length() > 0 && change.constant() instanceof String text
				&& text.codePointCount(0, text.length()) > field.length();
	}

}
