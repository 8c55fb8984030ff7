package io.asyncorm.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
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
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.BenchmarkParams;

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
 * a get may take 5 % more. Both are made in turns, within one process, since two
 * processes differ by more than that; the end prints what JMH does not know.
 *
 * @since 0.1.0
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 80)
@Measurement(iterations = 160)
public class ObservationBenchmark {

	private static final int CALLS = 1_000;

	private final Turns unobserved = new Turns();

	private final Turns observed = new Turns();

	private BenchmarkTables tables;

	private AnnotationConfigApplicationContext unobservedContext;

	private AnnotationConfigApplicationContext observedContext;

	private int next;

	/** Creates the tables, and two applications with the usual beans. */
	@Setup
	public void open() {
		this.tables = new BenchmarkTables();
		this.unobservedContext = context(this.tables.pool(), false);
		this.observedContext = context(this.tables.pool(), true);
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

	/** Says what came of the last turns, and closes applications and database. */
	@TearDown
	public void close(BenchmarkParams benchmark) {
		int counted = benchmark.getMeasurement().getCount();
		double alone = this.unobserved.median(counted);
		double seen = this.observed.median(counted);
		System.out.printf(
				"%n%s: a call that nobody observes takes %.2f us, an observed one %.2f us: %.3f times as long%n",
				benchmark.getBenchmark(), alone, seen, seen / alone);
		this.observedContext.close();
		this.unobservedContext.close();
		this.tables.close();
	}

	/** Get by key, one after another. */
	@Benchmark
	public void get() {
		inTurns((books) -> {
			for (int i = 0; i < CALLS; i++) {
				await(books.aget(key()));
			}
		});
	}

	/** A thousand gets by key, gathered. */
	@Benchmark
	public void getGathered() {
		inTurns((books) -> await(gather(IntStream.range(0, CALLS).mapToObj((each) -> books.aget(key())).toList())));
	}

	/** Each of the two is first in every other turn. */
	private void inTurns(Consumer<Repositories.Books> calls) {
		boolean observedFirst = this.observed.size() % 2 == 0;
		if (observedFirst) {
			measure(this.observedContext, calls, this.observed);
		}
		measure(this.unobservedContext, calls, this.unobserved);
		if (!observedFirst) {
			measure(this.observedContext, calls, this.observed);
		}
	}

	private void measure(AnnotationConfigApplicationContext context, Consumer<Repositories.Books> calls, Turns turns) {
		Repositories.Books books = context.getBean(Repositories.Books.class);
		long begin = System.nanoTime();
		calls.accept(books);
		turns.add((System.nanoTime() - begin) / 1e3 / CALLS);
	}

	private long key() {
		this.next = (this.next + 7919) % BenchmarkTables.BOOKS;
		return this.next + 1;
	}

	/** How many microseconds a call has taken in each turn. */
	private static final class Turns {

		private final List<Double> micros = new ArrayList<>();

		void add(double micros) {
			this.micros.add(micros);
		}

		int size() {
			return this.micros.size();
		}

		/** The median of the last turns. */
		double median(int turns) {
			List<Double> last = this.micros.subList(Math.max(0, size() - turns), size());
			return last.stream().sorted().skip(last.size() / 2).findFirst().orElseThrow();
		}

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
