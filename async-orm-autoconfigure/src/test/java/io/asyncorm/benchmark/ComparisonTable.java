package io.asyncorm.benchmark;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

import io.asyncorm.benchmark.ExecutionBenchmark.Way;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/**
 * What {@link ExecutionBenchmark} measured, as a table: the throughput as a ratio to that
 * of plain JDBC, and the bytes that all threads together allocated for a call. The
 * fastest turn of each counts: what else the machine does can only slow one down.
 */
final class ComparisonTable {

	private static final String BYTES = "gc.alloc.rate.norm";

	private final Map<String, Map<Way, Measured>> workloads = new LinkedHashMap<>();

	static ComparisonTable of(Collection<RunResult> results) {
		ComparisonTable table = new ComparisonTable();
		for (RunResult result : results) {
			String way = result.getParams().getParam("way");
			if (way != null) {
				String benchmark = result.getParams().getBenchmark();
				table.workloads
					.computeIfAbsent(benchmark.substring(benchmark.lastIndexOf('.') + 1),
							(name) -> new LinkedHashMap<>())
					.put(Way.valueOf(way), Measured.of(result));
			}
		}
		return table;
	}

	@Override
	public String toString() {
		StringBuilder text = new StringBuilder();
		line(text, "workload", "calls/s", "bytes", "JdbcClient", "bytes", "async-orm", "bytes", "merged", "bytes");
		this.workloads.forEach((workload, measured) -> {
			Measured plain = measured.get(Way.PLAIN_JDBC);
			line(text, workload, number(plain, Measured::calls), number(plain, Measured::bytes),
					ratio(measured.get(Way.JDBC_CLIENT), plain), number(measured.get(Way.JDBC_CLIENT), Measured::bytes),
					ratio(measured.get(Way.ASYNC_ORM), plain), number(measured.get(Way.ASYNC_ORM), Measured::bytes),
					ratio(measured.get(Way.ALL_MERGED), plain), number(measured.get(Way.ALL_MERGED), Measured::bytes));
		});
		return text.toString();
	}

	private static void line(StringBuilder text, Object... cells) {
		text.append("%-16s %10s %12s %12s %12s %12s %12s %12s %12s%n".formatted(cells));
	}

	private static String number(@Nullable Measured measured, ToDoubleFunction<Measured> number) {
		return (measured != null) ? String.format(Locale.ROOT, "%,.0f", number.applyAsDouble(measured)) : "";
	}

	private static String ratio(@Nullable Measured measured, @Nullable Measured plain) {
		return (measured != null && plain != null)
				? String.format(Locale.ROOT, "%.2f", measured.calls() / plain.calls()) : "";
	}

	/**
	 * What was measured of a contender.
	 *
	 * @param calls in a second
	 * @param bytes for a call
	 */
	private record Measured(double calls, double bytes) {

		static Measured of(RunResult result) {
			Result<?> bytes = result.getSecondaryResults().get(BYTES);
			return new Measured(result.getPrimaryResult().getStatistics().getMax(),
					(bytes != null) ? bytes.getStatistics().getMin() : Double.NaN);
		}

	}

}
