package io.asyncorm.benchmark;

import java.util.Collection;

import io.asyncorm.testdatabase.DatabaseAddress;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs the benchmarks, time and bytes per call, which only the profile does: <pre>
 * mvn -Pbenchmark -pl async-orm-autoconfigure test
 * mvn -Pbenchmark -pl async-orm-autoconfigure test -Dbenchmark=ExecutionBenchmark
 * mvn -Pbenchmark -pl async-orm-autoconfigure test -Dbenchmark=StatementBenchmark.cached$
 * </pre>
 */
class Benchmarks {

	@Test
	void measure() throws Exception {
		DatabaseAddress server = TestDatabase.POSTGRESQL.create();
		OptionsBuilder options = new OptionsBuilder();
		options.include(System.getProperty("benchmark", "Benchmark"))
			.addProfiler(GCProfiler.class)
			.jvmArgsAppend("-Dasync-orm.test.database=url", "-Dspring.datasource.url=" + server.url(),
					"-Dspring.datasource.username=" + server.username(),
					"-Dspring.datasource.password=" + server.password())
			.shouldFailOnError(true);

		Collection<RunResult> results = new Runner(options.build()).run();

		assertThat(results).isNotEmpty();
		System.out.println(ComparisonTable.of(results));
	}

}
