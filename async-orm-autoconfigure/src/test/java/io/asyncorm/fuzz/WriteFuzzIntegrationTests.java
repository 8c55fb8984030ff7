package io.asyncorm.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.LongStream;

import io.asyncorm.testdatabase.TestDatabase;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Random sequences of writes, each of which must give what it gives in memory, and leave
 * the whole database as the memory is. There are some sequences of each of a few seeds:
 * the first ones, and one that is drawn anew; many more with
 * {@code -Dasync-orm.thorough=true}. {@code -Dfuzz.seed=} draws those of an earlier run,
 * whose seed was printed.
 */
@Timeout(3600)
@ParameterizedClass
@EnumSource
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WriteFuzzIntegrationTests {

	private static final Log logger = LogFactory.getLog(WriteFuzzIntegrationTests.class);

	private static final boolean THOROUGH = Boolean.getBoolean("async-orm.thorough");

	private static final int SEQUENCES = THOROUGH ? 100 : 8;

	private static final int STEPS = 40;

	@Parameter
	private TestDatabase database;

	private WriteShop shop;

	@BeforeParameterizedClassInvocation
	void createTables() {
		this.shop = new WriteShop(this.database);
	}

	@AfterParameterizedClassInvocation
	void close() {
		this.shop.close();
	}

	/**
	 * Those that every run draws; a long one has another, which may find something new.
	 */
	private static List<Long> seeds() {
		Long wanted = Long.getLong("fuzz.seed");
		if (wanted != null) {
			return List.of(wanted);
		}
		return THOROUGH
				? LongStream.concat(LongStream.rangeClosed(1, 20), LongStream.of(System.nanoTime())).boxed().toList()
				: List.of(1L, 2L, 1021L);
	}

	@Test
	void theDatabaseIsAsTheMemory() {
		for (long seed : seeds()) {
			logger.info(SEQUENCES + " sequences of writes with -Dfuzz.seed=" + seed);
			WriteGenerator generator = new WriteGenerator(new Random(seed));
			for (int i = 0; i < SEQUENCES; i++) {
				List<WriteStep> sequence = generator.sequence(STEPS);
				if (difference(sequence) != null) {
					List<WriteStep> smallest = shrink(sequence);
					assertThat(difference(smallest)).as("on %s, with -Dfuzz.seed=%d: %s", this.database, seed, smallest)
						.isNull();
				}
			}
		}
	}

	/** What is not as in memory; null if all is. */
	private @Nullable String difference(List<WriteStep> sequence) {
		this.shop.clear();
		WriteRunner runner = new WriteRunner(this.shop);
		WriteMemory memory = new WriteMemory();
		for (WriteStep step : sequence) {
			if (step.isPossible(memory)) {
				WriteMemory before = memory;
				Object expected = outcome(() -> step.apply(before.copy()));
				Object actual = outcome(() -> runner.run(step, before));
				memory = WriteGenerator.after(step, memory);
				if (!same(expected, actual)) {
					return step + ": expected " + expected + ", was " + actual;
				}
				if (!this.shop.read().toString().equals(memory.toString())) {
					return step + ": expected " + memory + ", was " + this.shop.read();
				}
			}
		}
		return null;
	}

	/** The result, or the exception. */
	private static Object outcome(Supplier<Object> write) {
		try {
			return write.get();
		}
		catch (RuntimeException ex) {
			return ex;
		}
	}

	private static boolean same(Object expected, Object actual) {
		return (expected instanceof RuntimeException) ? expected.getClass() == actual.getClass()
				: expected.equals(actual);
	}

	/** Leaves out steps as long as it stays wrong. */
	private List<WriteStep> shrink(List<WriteStep> sequence) {
		List<WriteStep> smallest = sequence;
		boolean smaller = true;
		while (smaller) {
			smaller = false;
			for (List<WriteStep> candidate : candidates(smallest)) {
				if (difference(candidate) != null) {
					smallest = candidate;
					smaller = true;
					break;
				}
			}
		}
		return smallest;
	}

	/** Without the last steps first, since nothing needs them. */
	private static List<List<WriteStep>> candidates(List<WriteStep> sequence) {
		List<List<WriteStep>> candidates = new ArrayList<>();
		for (int i = sequence.size() - 1; i >= 0; i--) {
			List<WriteStep> fewer = new ArrayList<>(sequence);
			WriteStep step = fewer.remove(i);
			candidates.add(fewer);
			if (step instanceof WriteStep.Atomic atomic) {
				for (List<WriteStep> steps : candidates(atomic.steps())) {
					List<WriteStep> other = new ArrayList<>(sequence);
					other.set(i, new WriteStep.Atomic(steps, atomic.failing()));
					candidates.add(other);
				}
			}
		}
		return candidates;
	}

}
