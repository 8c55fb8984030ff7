package io.asyncorm.autoconfigure;

import java.util.List;

import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Creates the analysis of a failure that lists all its faults.
 * <p>
 * Internal: it may change at any time.
 *
 * @since 0.1.0
 */
public final class FaultReport {

	private FaultReport() {
	}

	/**
	 * The analysis.
	 * @param summary what is wrong as a whole
	 * @param faults what is wrong in each place
	 * @param where what they are faults of
	 */
	public static FailureAnalysis of(String summary, List<String> faults, String where, Throwable cause) {
		StringBuilder description = new StringBuilder(summary).append(':').append(System.lineSeparator());
		for (String fault : faults) {
			description.append(System.lineSeparator()).append("    - ").append(fault);
		}
		String action = (faults.size() == 1) ? "Correct this fault of the %s and start the application again."
				: "Correct these %2$d faults of the %1$s, which are all there are, and start the application again.";
		return new FailureAnalysis(description.toString(), action.formatted(where, faults.size()), cause);
	}

}
