package io.asyncorm.jdbc;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.asyncorm.compiler.Extraction;
import io.asyncorm.compiler.QueryCompiler;
import io.asyncorm.compiler.Parameterized;
import io.asyncorm.dialect.Dialect;
import io.asyncorm.dialect.PostgresDialect;
import io.asyncorm.dialect.RenderedSql;
import io.asyncorm.lookup.LookupRegistry;
import io.asyncorm.mapping.JsonFormat;
import io.asyncorm.model.ModelRegistry;
import io.asyncorm.oracle.Author;
import io.asyncorm.oracle.Book;
import io.asyncorm.oracle.Category;
import io.asyncorm.oracle.Contract;
import io.asyncorm.oracle.Contribution;
import io.asyncorm.oracle.Profile;
import io.asyncorm.oracle.Publisher;
import io.asyncorm.oracle.Review;
import io.asyncorm.oracle.Stock;
import io.asyncorm.oracle.Store;
import io.asyncorm.oracle.Tag;
import io.asyncorm.plan.Operation;
import io.asyncorm.plan.OperationDispatcher;
import io.asyncorm.plan.QueryState;
import io.asyncorm.query.QuerySet;
import io.asyncorm.queryset.QuerySetRelations;
import io.asyncorm.queryset.QuerySets;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import static io.asyncorm.Orm.avg;
import static io.asyncorm.Orm.count;

/**
 * What it costs to come from a chain of calls to a statement and its values, short of the
 * database. Run by {@code Benchmarks}.
 *
 * @since 0.1.0
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 7, time = 1)
public class StatementBenchmark {

	/** Which query set. */
	@Param
	private Chain chain;

	private final Statements statements = new Statements();

	private QuerySet<Book> books;

	private QueryState state;

	/** Compiles the statement once. */
	@Setup
	public void compileOnce() {
		this.books = this.statements.books();
		cached();
		this.state = Objects.requireNonNull(this.statements.state);
	}

	/** The whole way, the statement being known. */
	@Benchmark
	public Object cached() {
		this.chain.on.accept(this.books);
		return Objects.requireNonNull(this.statements.last);
	}

	/** Of that, the way from the finished query set. */
	@Benchmark
	public Object cachedFromQuerySet() {
		return this.statements.find(this.state);
	}

	/** From the finished query set, as if it were seen for the first time. */
	@Benchmark
	public Object compiledFromQuerySet() {
		return this.statements.compile(this.state);
	}

	/**
	 * The query sets.
	 */
	public enum Chain {

		/** A filter. */
		SIMPLE_FILTER((books) -> books.filter("title__icontains", "async").alist()),

		/** Ten conditions, over three relations. */
		TEN_CLAUSES((books) -> books.filter("author__country", "DE")
			.filter("author__active", true)
			.filter("author__score__gte", BigDecimal.TEN)
			.filter("publisher__city", "Berlin")
			.filter("publisher__active", true)
			.filter("category__name__startswith", "C")
			.filter("pages__gte", 300)
			.filter("price__lt", BigDecimal.TEN)
			.exclude("subtitle", "A Novel")
			.filter("published__gte", LocalDate.EPOCH)
			.alist()),

		/** Aggregates by a field of a relation. */
		GROUPED((books) -> books.filter("in_print", true)
			.values("publisher__name")
			.annotate("number", count("id"))
			.annotate("mean", avg("pages"))
			.filter("number__gt", 3)
			.orderBy("-number")
			.alist());

		private final Consumer<QuerySet<Book>> on;

		Chain(Consumer<QuerySet<Book>> on) {
			this.on = on;
		}

	}

	/** What would be sent. */
	private record Statement(RenderedSql sql, List<? extends @Nullable Object> values) {
	}

	/** Finds the statements of operations, and runs none. */
	private static final class Statements implements OperationDispatcher {

		private static final ModelRegistry MODELS = ModelRegistry
			.of(List.of(Category.class, Publisher.class, Tag.class, Author.class, Profile.class, Book.class,
					Contribution.class, Review.class, Store.class, Stock.class, Contract.class));

		private final LookupRegistry lookups = LookupRegistry.standard();

		private final QueryCompiler compiler = new QueryCompiler();

		private final Dialect dialect = new PostgresDialect();

		private final QuerySets querySets = new QuerySets(MODELS, this.lookups, this);

		private final ReadStatements reads = new ReadStatements(this.compiler, this.dialect,
				new QuerySetRelations(() -> this.querySets), JsonFormat.detect(),
				() -> Extraction.of(Integer.MAX_VALUE));

		private Statement last;

		private QueryState state;

		QuerySet<Book> books() {
			return this.querySets.of(Book.class);
		}

		@Override
		public <R> CompletableFuture<R> dispatch(Operation<R> operation) {
			this.state = ((Operation.Read<?, ?>) operation).state();
			this.last = find(this.state);
			return CompletableFuture.completedFuture(null);
		}

		Statement find(QueryState wanted) {
			ReadStatements.Ready ready = this.reads.rows(wanted);
			return new Statement(ready.sql(), ready.values());
		}

		Statement compile(QueryState wanted) {
			Parameterized<QueryState> query = Parameterized.of(wanted, Extraction.of(Integer.MAX_VALUE));
			return new Statement(this.dialect.render(this.compiler.compile(query.template()).query()), query.values());
		}

	}

}
