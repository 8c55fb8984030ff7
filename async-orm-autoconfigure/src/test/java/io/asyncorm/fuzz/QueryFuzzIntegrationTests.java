package io.asyncorm.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;

import io.asyncorm.oracle.OracleShop;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Random query sets, some hundreds of each of a few seeds: the first ones, and one that
 * is drawn anew. With {@code -Dasync-orm.thorough=true} there are more of both, and ten
 * thousand query sets of the one that is drawn. {@code -Dfuzz.seed=} draws those of an
 * earlier run, whose seed was printed.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QueryFuzzIntegrationTests {

	private static final Log logger = LogFactory.getLog(QueryFuzzIntegrationTests.class);

	private static final boolean THOROUGH = Boolean.getBoolean("async-orm.thorough");

	private static final int ROUNDS = THOROUGH ? 1_000 : 400;

	/** Conditions over several to-many relations can have more rows than are worth it. */
	private static final int MOST_ROWS = 1_000;

	private static final int MOST_CHOICES = 10_000;

	private static final int MOST_FAILURES = 5;

	private static final int BATCH = 50;

	private OracleShop shop;

	private ShopData data;

	private Evaluator evaluator;

	private Comparison comparison;

	@BeforeAll
	void fillTheBookshop() {
		this.shop = new OracleShop();
		this.data = ShopData.read(this.shop.jdbc());
		this.evaluator = new Evaluator(this.data);
		this.comparison = new Comparison(this.evaluator, new SpecRunner(this.shop));
	}

	@AfterAll
	void close() {
		this.shop.close();
	}

	/** Those that every run draws, and one that may find something new. */
	static List<Long> seeds() {
		Long wanted = Long.getLong("fuzz.seed");
		LongStream known = LongStream.rangeClosed(1, THOROUGH ? 20 : 2);
		return (wanted != null) ? List.of(wanted)
				: LongStream.concat(known, LongStream.of(System.nanoTime())).boxed().toList();
	}

	@ParameterizedTest
	@MethodSource("seeds")
	void everyQuerySetHasTheRowsForWhichItsConditionsHold(long seed) {
		int wanted = (THOROUGH && seed > 20) ? 10 * ROUNDS : ROUNDS;
		logger.info(wanted + " query sets with -Dfuzz.seed=" + seed);
		SpecGenerator generator = new SpecGenerator(new Random(seed), this.data);

		List<String> failures = new ArrayList<>();
		int rounds = 0;
		int matching = 0;
		while (rounds < wanted && failures.size() < MOST_FAILURES) {
			List<QuerySpec> batch = new ArrayList<>();
			while (batch.size() < BATCH) {
				QuerySpec spec = generator.next();
				long size = this.evaluator.size(spec, MOST_CHOICES);
				if (size >= 0 && size <= MOST_ROWS) {
					matching += (size > 0) ? 1 : 0;
					batch.add(spec);
				}
			}
			rounds += batch.size();
			wrong(batch).forEach((spec) -> failures.add(describe(spec)));
		}

		assertThat(failures).as("of %d query sets with -Dfuzz.seed=%d", rounds, seed).isEmpty();
		assertThat(matching).as("query sets with any rows").isGreaterThan(rounds / 2);
	}

	/** All in one transaction, which they join, until one breaks it. */
	private List<QuerySpec> wrong(List<QuerySpec> batch) {
		List<QuerySpec> wrong = new ArrayList<>();
		int[] next = { 0 };
		while (next[0] < batch.size()) {
			this.shop.rolledBack(() -> {
				String difference = null;
				while (next[0] < batch.size() && difference == null) {
					QuerySpec spec = batch.get(next[0]++);
					difference = this.comparison.difference(spec);
					if (difference != null) {
						wrong.add(spec);
					}
				}
				return wrong;
			});
		}
		this.shop.takeStatements();
		return wrong;
	}

	private boolean isSmall(QuerySpec spec) {
		long size = this.evaluator.size(spec, MOST_CHOICES);
		return size >= 0 && size <= MOST_ROWS;
	}

	private String describe(QuerySpec spec) {
		QuerySpec smallest = Shrinker.shrink(spec,
				(candidate) -> isSmall(candidate) && !wrong(List.of(candidate)).isEmpty());
		return this.shop.rolledBack(() -> {
			this.shop.takeStatements();
			String difference = this.comparison.difference(smallest);
			return "%n%s%n  %s%n  %s%n  smallest of: %s%n".formatted(smallest, difference,
					this.shop.takeStatements().stream().findFirst().orElse("no statement"), spec);
		});
	}

}
