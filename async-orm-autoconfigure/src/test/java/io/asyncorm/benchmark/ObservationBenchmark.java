package io.asyncorm.benchmark;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import javax.sql.DataSource;

import io.asyncorm.autoconfigure.AsyncOrmAutoConfiguration;
import io.asyncorm.autoconfigure.observation.AsyncOrmMetricsAutoConfiguration;
import io.asyncorm.autoconfigure.observation.AsyncOrmObservationAutoConfiguration;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.gather;

/**
 * How long calls take that nobody observes, and those of which Micrometer makes metrics:
 * that may be 5 % more.
 *
 * @since 0.1.0
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
public class ObservationBenchmark {

	private static final int GATHERED = 1_000;

	/** Whether there are registries. */
	@Param({ "false", "true" })
	private boolean observed;

	private BenchmarkTables tables;

	private AnnotationConfigApplicationContext context;

	private Repositories.Books books;

	private int next;

	/** Creates the tables, and an application with the usual beans. */
	@Setup
	public void open() {
		this.tables = new BenchmarkTables();
		this.context = context(this.tables.pool(), this.observed);
		this.books = this.context.getBean(Repositories.Books.class);
	}

	static AnnotationConfigApplicationContext context(DataSource pool, boolean observed) {
		AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
		context.registerBean(DataSource.class, () -> pool);
		if (observed) {
			context.register(Observed.class);
		}
		context.register(Application.class);
		context.refresh();
		return context;
	}

	/** Closes the application and the database. */
	@TearDown
	public void close() {
		this.context.close();
		this.tables.close();
	}

	/** Get by key, one after another. */
	@Benchmark
	public Object get() {
		return await(this.books.aget(key()));
	}

	/** A thousand gets by key, gathered. */
	@Benchmark
	@OperationsPerInvocation(GATHERED)
	public List<Book> getGathered() {
		return await(gather(IntStream.range(0, GATHERED).mapToObj((each) -> this.books.aget(key())).toList()));
	}

	private long key() {
		this.next = (this.next + 7919) % BenchmarkTables.BOOKS;
		return this.next + 1;
	}

	/** Micrometer, as Spring Boot's actuator sets it up. */
	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ MetricsAutoConfiguration.class, CompositeMeterRegistryAutoConfiguration.class,
			SimpleMetricsExportAutoConfiguration.class, ObservationAutoConfiguration.class })
	static class Observed {

	}

	@Configuration(proxyBeanMethods = false)
	@AutoConfigurationPackage(basePackageClasses = Book.class)
	@ImportAutoConfiguration({ AsyncOrmAutoConfiguration.class, AsyncOrmObservationAutoConfiguration.class,
			AsyncOrmMetricsAutoConfiguration.class })
	static class Application {

	}

}
