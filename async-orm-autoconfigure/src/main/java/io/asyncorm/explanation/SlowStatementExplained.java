package io.asyncorm.explanation;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Why a statement was slow. It is published as an event in the application context, for
 * methods with {@code @EventListener}, once an hour for each shape of a statement. It
 * never tells a value that was sent.
 *
 * @param dataSource the name of the data source
 * @param operation what the statement was for, such as {@code Book.alist}
 * @param line the line of the application's code that called; null if that is not known
 * @param sql the statement, with question marks
 * @param duration how long it took, its rows included
 * @param plan what the database would do if it were sent again, with question marks for
 * values
 * @param scan the scan of the plan that costs most, such as {@code Seq Scan on book};
 * null where the plan tells no costs
 * @param estimatedRows how many rows the database expected; null if it does not say
 * @param countedRows how many rows were returned or changed; null if that is not known,
 * as where the statement failed
 * @param index the statement that creates an index which would allow another plan; null
 * if none is known
 * @param note what else is to be known, such as why no index would help; null if nothing
 * is
 * @since 0.1.0
 */
public record SlowStatementExplained(String dataSource, String operation, @Nullable StackTraceElement line, String sql,
		Duration duration, String plan, @Nullable String scan, @Nullable Long estimatedRows, @Nullable Long countedRows,
		@Nullable String index, @Nullable String note) {

	/** All of it, for a log. */
	@Override
	public String toString() {
		StringBuilder text = new StringBuilder("Slow: " + this.operation + " explained");
		if (this.line != null) {
			text.append(", called at ").append(this.line);
		}
		if (this.scan != null) {
			text.append("\n  most costs: ").append(this.scan);
		}
		if (this.estimatedRows != null) {
			text.append("\n  rows: ").append(this.estimatedRows).append(" estimated");
			text.append((this.countedRows != null) ? ", " + this.countedRows + " counted" : "");
		}
		if (this.note != null) {
			text.append("\n  note: ").append(this.note);
		}
		if (this.index != null) {
			text.append("\n  another plan would be possible with: ").append(this.index);
		}
		return text.append("\n  plan:\n").append(this.plan.indent(4).stripTrailing()).toString();
	}

}
