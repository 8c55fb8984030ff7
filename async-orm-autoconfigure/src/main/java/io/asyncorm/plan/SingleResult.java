package io.asyncorm.plan;

import java.util.Collection;
import java.util.List;

import io.asyncorm.expression.Expression;
import io.asyncorm.lookup.Lookups;
import io.asyncorm.model.ModelField;
import io.asyncorm.query.DoesNotExistException;
import io.asyncorm.query.MultipleObjectsReturnedException;
import org.jspecify.annotations.Nullable;

/**
 * Holds a result to the one row that was asked for, as Django's {@code get()} does.
 *
 * @since 0.1.0
 */
public final class SingleResult {

	/**
	 * How many rows are read at most, to be able to say how many there are too many; as
	 * many as Django reads.
	 */
	public static final int ROWS_TO_COUNT = 21;

	private SingleResult() {
	}

	/**
	 * The only row of a query set.
	 * @param operation what asked, for messages
	 * @throws DoesNotExistException if there is none; it names the key, if only that was
	 * asked for
	 * @throws MultipleObjectsReturnedException if there are several
	 */
	public static <R extends @Nullable Object> R require(List<R> rows, String operation, RowQuery query) {
		String model = query.shape().model().name();
		if (rows.isEmpty()) {
			throw new DoesNotExistException(model,
					"'" + operation + "' wants one row, but there is none" + key(query.state()));
		}
		requireAtMostOne(rows, operation, model);
		return rows.get(0);
	}

	/** The key, where it was asked for last. */
	private static String key(QueryState state) {
		ModelField key = state.model().key();
		if (!state.filters().isEmpty() && state.filters().getLast() instanceof Expression.Test test
				&& test.lookup() == Lookups.EXACT && test.operand() instanceof Expression.Column column
				&& column.hops().isEmpty() && column.field() == key && test.value() instanceof Expression.Value asked) {
			return " with " + key.name() + " " + asked.value()
					+ ((state.filters().size() > 1) ? " among those that the query set is about" : "");
		}
		return "";
	}

	/**
	 * The only row.
	 * @param operation what asked, for messages
	 * @param model the name of the model that was asked
	 * @throws DoesNotExistException if there is none
	 * @throws MultipleObjectsReturnedException if there are several
	 */
	public static <R extends @Nullable Object> R require(List<R> rows, String operation, String model) {
		if (rows.isEmpty()) {
			throw new DoesNotExistException(model, "'" + operation + "' wants one row, but there is none");
		}
		requireAtMostOne(rows, operation, model);
		return rows.get(0);
	}

	/**
	 * Makes sure that there are not several rows.
	 * @throws MultipleObjectsReturnedException if there are
	 */
	public static void requireAtMostOne(Collection<?> rows, String operation, String model) {
		if (rows.size() > 1) {
			String number = (rows.size() < ROWS_TO_COUNT) ? String.valueOf(rows.size())
					: "more than " + (ROWS_TO_COUNT - 1);
			throw new MultipleObjectsReturnedException(model,
					"'" + operation + "' wants one row, but there are " + number, rows.size());
		}
	}

}
