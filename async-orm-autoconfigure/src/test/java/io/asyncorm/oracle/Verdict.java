package io.asyncorm.oracle;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What became of a case.
 *
 * @param oracleCase the case
 * @param passed whether the outcome is the expected one
 * @param missingFeature what the database would have needed for it; null if it has all
 * @param actual the outcome in words
 * @param statements the statements that were sent
 * @param joins the joins of the last SELECT; -1 if there was none
 */
record Verdict(OracleCase oracleCase, boolean passed, @Nullable String missingFeature, String actual,
		List<String> statements, int joins) {

	/** Whether the right outcome took more statements than Django's. */
	boolean moreQueries() {
		return this.passed && this.statements.size() > this.oracleCase.queries();
	}

	/** Whether the right outcome took more joins than Django's. */
	boolean moreJoins() {
		return this.passed && this.oracleCase.joins() >= 0 && this.joins > this.oracleCase.joins();
	}

	/** Whether there is a result where the server alone made an error of it. */
	boolean answersWhatWasRefused() {
		return !this.passed && this.oracleCase.expect().has("sqlstate") && this.actual.startsWith("result ");
	}

	String describe() {
		return "expected " + this.oracleCase.expect() + ", actual " + this.actual;
	}

	/**
	 * What a case gave.
	 *
	 * @param result the result, or a {@link Failure}
	 * @param changes what it changed in the tables; null if that was not looked at
	 */
	record Outcome(@Nullable Object result, @Nullable Map<String, ?> changes) {

		@Override
		public String toString() {
			String text = (this.result instanceof Failure failure) ? failure.toString() : "result " + this.result;
			return (this.changes != null) ? text + ", diff " + this.changes : text;
		}

	}

	static String shortened(String text, int length) {
		String line = text.replaceAll("\\s+", " ");
		return (line.length() <= length) ? line : line.substring(0, length) + "...";
	}

}
