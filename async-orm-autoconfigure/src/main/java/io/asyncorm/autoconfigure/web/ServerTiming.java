package io.asyncorm.autoconfigure.web;

import java.util.List;
import java.util.Locale;

import io.asyncorm.plan.StatementMeter;
import org.jspecify.annotations.Nullable;

/**
 * The header by which browsers and other clients are told how many statements a request
 * has sent, and how long these took together.
 */
final class ServerTiming {

	static final String HEADER = "Server-Timing";

	/** Whose the metric is, among those that others may add. */
	private static final String METRIC = "db;";

	private ServerTiming() {
	}

	static String value(StatementMeter meter) {
		long statements = meter.statements();
		return METRIC + "desc=\"" + statements + ((statements == 1) ? " statement" : " statements") + "\";dur="
				+ String.format(Locale.ROOT, "%.1f", meter.nanos() / 1e6);
	}

	/** Whether a response has it already. */
	static boolean isAmong(@Nullable List<String> values) {
		return values != null && values.stream().anyMatch((value) -> value.startsWith(METRIC));
	}

}
