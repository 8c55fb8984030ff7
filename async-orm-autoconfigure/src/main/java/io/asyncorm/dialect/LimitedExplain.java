package io.asyncorm.dialect;

import java.util.List;

/**
 * EXPLAIN on databases that know no option of it but to execute the statement, and that
 * show plans in one format only.
 */
final class LimitedExplain {

	private static final String ANALYZE = "ANALYZE TRUE";

	private LimitedExplain() {
	}

	/**
	 * Whether the statement is executed, too.
	 * @param options what the plan is to show, as PostgreSQL writes it
	 * @param format the format that plans have anyway
	 * @throws UnsupportedFeatureException if there are other options
	 */
	static boolean isAnalyze(Dialect dialect, List<String> options, String format) {
		List<String> known = List.of(ANALYZE, "ANALYZE FALSE", "FORMAT " + format);
		if (!known.containsAll(options)) {
			throw new UnsupportedFeatureException(dialect.name(), DatabaseFeature.EXPLAIN_OPTIONS.description());
		}
		return options.contains(ANALYZE);
	}

}
