package io.asyncorm.dialect;

import java.util.Collection;
import java.util.List;
import java.util.Objects;

import io.asyncorm.sql.SqlExpression;
import org.jspecify.annotations.Nullable;

/**
 * The text of a statement, with its parameters in order.
 *
 * @param text the SQL, with a question mark for each value, and none in the places of
 * lists
 * @param parameters what is bound, in the order of the question marks: each is a
 * {@link SqlExpression.Parameter} or a {@link SqlExpression.ArrayParameter}
 * @param lists where values of arrays stand that are bound one by one, in order; none
 * where arrays are bound as such
 * @since 0.1.0
 */
public record RenderedSql(String text, List<SqlExpression> parameters, List<ListPlace> lists) {

	public RenderedSql {
		parameters = List.copyOf(parameters);
		lists = List.copyOf(lists);
	}

	/** A statement whose text does not depend on the number of values. */
	public RenderedSql(String text, List<SqlExpression> parameters) {
		this(text, parameters, List.of());
	}

	/** The same behind other words, such as EXPLAIN. */
	public RenderedSql behind(String words) {
		return new RenderedSql(words + this.text, this.parameters,
				this.lists.stream().map((list) -> list.moved(0, words.length())).toList());
	}

	/**
	 * The text for values, by the numbers of their slots.
	 */
	public String text(List<? extends @Nullable Object> values) {
		if (this.lists.isEmpty()) {
			return this.text;
		}
		StringBuilder whole = new StringBuilder();
		int done = 0;
		for (ListPlace list : this.lists) {
			whole.append(this.text, done, list.at());
			list.write(whole, size(list, values));
			done = list.at();
		}
		return whole.append(this.text, done, this.text.length()).toString();
	}

	/** The text for any values, in which each list has one. */
	public String shape() {
		if (this.lists.isEmpty()) {
			return this.text;
		}
		StringBuilder whole = new StringBuilder();
		int done = 0;
		for (ListPlace list : this.lists) {
			whole.append(this.text, done, list.at());
			list.write(whole, 1);
			done = list.at();
		}
		return whole.append(this.text, done, this.text.length()).toString();
	}

	/** How many parameters the text has for values. */
	public int count(List<? extends @Nullable Object> values) {
		int count = this.parameters.size() - this.lists.size();
		for (ListPlace list : this.lists) {
			count += list.parameters(size(list, values));
		}
		return count;
	}

	/** The place of the list that a parameter is; null if it is bound as one value. */
	public @Nullable ListPlace list(int parameter) {
		for (ListPlace list : this.lists) {
			if (list.parameter() == parameter) {
				return list;
			}
		}
		return null;
	}

	private int size(ListPlace list, List<? extends @Nullable Object> values) {
		SqlExpression.ArrayParameter array = (SqlExpression.ArrayParameter) this.parameters.get(list.parameter());
		return ((Collection<?>) Objects.requireNonNull(values.get(array.slot()))).size();
	}

}
