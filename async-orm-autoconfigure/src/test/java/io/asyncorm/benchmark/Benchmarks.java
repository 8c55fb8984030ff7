package io.asyncorm.benchmark;

import java.util.Collection;

import io.asyncorm.testdatabase.DatabaseAddress;
import io.asyncorm.testdatabase.OwnPostgreSqlServer;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs the benchmarks, time and bytes per call, on a PostgreSQL server that writes as in
 * production. Only the profile does: <pre>
 * mvn -Pbenchmark -pl async-orm-autoconfigure clean test
 * mvn -Pbenchmark -pl async-orm-autoconfigure clean test -Dbenchmark=ExecutionBenchmark
 * mvn -Pbenchmark -pl async-orm-autoconfigure clean test -Dbenchmark=StatementBenchmark.cached$
 * </pre>
 */
class Benchmarks {

	@Test
	void measure() throws Exception {
		try (OwnPostgreSqlServer server = OwnPostgreSqlServer.startDurable()) {
			Collection<RunResult> results = new Runner(on(server.createDatabase())).run();

			assertThat(results).isNotEmpty();
			System.out.println(ComparisonTable.of(results));
		}
	}

	private static Options on(DatabaseAddress database) {
		return new OptionsBuilder().include(System.getProperty("benchmark", "Benchmark"))
			.addProfiler(GCProfiler.class)
			.jvmArgsAppend("-Dasync-orm.test.database=url", "-Dspring.datasource.url=" + database.url(),
					"-Dspring.datasource.username=" + database.username(),
					"-Dspring.datasource.password=" + database.password())
			.shouldFailOnError(true)
			.build();
	}

}
