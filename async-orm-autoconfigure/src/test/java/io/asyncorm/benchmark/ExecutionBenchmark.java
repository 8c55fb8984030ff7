package io.asyncorm.benchmark;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

import javax.sql.DataSource;

import io.asyncorm.query.MergeKind;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
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

/**
 * How many calls a second PostgreSQL answers by this library, by plain JDBC and by
 * Spring's {@code JdbcClient}, on a pool of ten. Run by {@link Benchmarks}, which holds
 * them side by side in a {@link ComparisonTable}. It warms up for long: as long as the
 * compiler takes a third of two cores, nobody is measured but itself. What all calls of a
 * contender share is compiled before, as in an application: sixty calls a second, as of
 * those that read ten thousand rows, would be interpreted until the end.
 *
 * @since 0.1.0
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 12, time = 2)
@Measurement(iterations = 5, time = 2)
public class ExecutionBenchmark {

	private static final int GATHERED = 1_000;

	private static final int CALLS = 500;

	private static final int NAMES = 10_000;

	/** So many calls of one kind, until what they have in common with others is fast. */
	private static final int SHARED = 30_000;

	/** Who does the work. */
	@Param
	private Way way;

	private BenchmarkTables tables;

	private Contender contender;

	private int next;

	/** Creates the tables, opens the pool, and compiles what all calls share. */
	@Setup
	public void open() {
		this.tables = new BenchmarkTables();
		this.contender = this.way.on.apply(this.tables.pool());
		for (int i = 0; i < SHARED; i++) {
			get();
		}
	}

	/** Begins with no rows where rows are written. */
	@Setup(Level.Iteration)
	public void clear() {
		this.tables.clear();
	}

	/** Closes the database. */
	@TearDown
	public void close() {
		this.contender.close();
		this.tables.close();
	}

	/** Get by key, one after another. */
	@Benchmark
	public Object get() {
		return this.contender.get(key()).join();
	}

	/** A thousand gets by key, gathered. */
	@Benchmark
	@OperationsPerInvocation(GATHERED)
	public Object getGathered() {
		return this.contender
			.gather(IntStream.range(0, GATHERED).mapToObj((each) -> this.contender.get(key())).toList());
	}

	/** Twenty ordered rows, fifty calls in flight. */
	@Benchmark
	@OperationsPerInvocation(CALLS)
	public List<Object> page() {
		return InFlight.of(CALLS, (call) -> this.contender.page(call % BenchmarkTables.AUTHORS + 1));
	}

	/** Ten thousand rows. */
	@Benchmark
	public Object read() {
		return this.contender.books().join();
	}

	/** Inserts of a row each, fifty in flight. */
	@Benchmark
	@OperationsPerInvocation(CALLS)
	public List<Object> insert() {
		return InFlight.of(CALLS, (call) -> this.contender.insert("Name " + this.next++, call));
	}

	/** Update or create, fifty in flight. */
	@Benchmark
	@OperationsPerInvocation(CALLS)
	public List<Object> updateOrCreate() {
		return InFlight.of(CALLS, (call) -> this.contender.updateOrCreate("Name " + this.next++ % NAMES, call));
	}

	/** A hundred thousand rows, chunk by chunk. */
	@Benchmark
	public Object stream() {
		return this.contender.streamEvents().join();
	}

	/** A hundred parents with ten thousand children. */
	@Benchmark
	public Object prefetch() {
		return this.contender.authorsWithBooks().join();
	}

	private long key() {
		this.next = (this.next + 7919) % BenchmarkTables.BOOKS;
		return this.next + 1;
	}

	/**
	 * The contenders.
	 */
	public enum Way {

		/** What the others are measured by. */
		PLAIN_JDBC(PlainJdbc::new),

		/** Spring's. */
		JDBC_CLIENT(SpringJdbcClient::new),

		/** Ours, as it is without settings. */
		ASYNC_ORM((pool) -> new Repositories(pool, UnaryOperator.identity())),

		/** Ours, with everything merged that can be. */
		ALL_MERGED((pool) -> new Repositories(pool, (builder) -> builder.merge(MergeKind.values())));

		private final Function<DataSource, Contender> on;

		Way(Function<DataSource, Contender> on) {
			this.on = on;
		}

	}

}
