package io.asyncorm.jdbc;

import org.junit.jupiter.api.Test;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs the benchmarks, time and bytes per call, which only the profile does: <pre>
 * mvn -Pbenchmark -pl async-orm-autoconfigure test
 * mvn -Pbenchmark -pl async-orm-autoconfigure test -Dbenchmark=StatementBenchmark.cached$
 * </pre>
 */
class Benchmarks {

	@Test
	void measure() throws Exception {
		OptionsBuilder options = new OptionsBuilder();
		options.include(System.getProperty("benchmark", "Benchmark"))
			.addProfiler(GCProfiler.class)
			.shouldFailOnError(true);

		assertThat(new Runner(options.build()).run()).isNotEmpty();
	}

}
