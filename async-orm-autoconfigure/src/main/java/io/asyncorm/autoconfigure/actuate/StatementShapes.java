package io.asyncorm.autoconfigure.actuate;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.LongSupplier;

import io.asyncorm.explanation.SlowStatementExplained;
import io.asyncorm.plan.ExecutionObserver;
import org.jspecify.annotations.Nullable;

/**
 * Remembers how long the statements of the last hour took, by their shape: the operation
 * and the text, which has no values. Its memory is bounded: for each five minutes it
 * remembers a number of shapes, and when there are more, the slowest. Thread-safe.
 *
 * @since 0.1.0
 */
public final class StatementShapes implements ExecutionObserver {

	private static final long SLOT_NANOS = Duration.ofMinutes(5).toNanos();

	private static final int SLOTS = 12;

	private static final int MOST_SHAPES = 200;

	private static final int MOST_TOLD = 20;

	/** What is longer is cut, as its rest says little. */
	private static final int MOST_CHARACTERS = 2_000;

	private final LongSupplier clock;

	private final AtomicReferenceArray<Slot> slots = new AtomicReferenceArray<>(SLOTS);

	StatementShapes() {
		this(System::nanoTime);
	}

	StatementShapes(LongSupplier clock) {
		this.clock = clock;
		for (int i = 0; i < SLOTS; i++) {
			this.slots.set(i, new Slot(Long.MIN_VALUE));
		}
	}

	@Override
	public void sent(String operation, String sql, long nanos, boolean failed) {
		slot(this.clock.getAsLong() / SLOT_NANOS).add(new Shape(operation, cut(sql)), nanos, failed);
	}

	private static String cut(String sql) {
		return (sql.length() > MOST_CHARACTERS) ? sql.substring(0, MOST_CHARACTERS) + "..." : sql;
	}

	private Slot slot(long number) {
		int index = (int) Math.floorMod(number, (long) SLOTS);
		Slot present = this.slots.get(index);
		if (present.number == number) {
			return present;
		}
		Slot next = new Slot(number);
		return this.slots.compareAndSet(index, present, next) ? next : this.slots.get(index);
	}

	/** The shapes whose statements took longest, the slowest one first. */
	List<Timing> slowest() {
		return timings().entrySet()
			.stream()
			.map((entry) -> entry.getValue().timing(entry.getKey()))
			.sorted(Comparator.comparing(Timing::longestMillis).reversed())
			.limit(MOST_TOLD)
			.toList();
	}

	/** The texts that were sent for an operation. */
	List<String> sent(String operation) {
		return timings().keySet()
			.stream()
			.filter((shape) -> shape.operation.equals(operation))
			.map(Shape::sql)
			.sorted()
			.toList();
	}

	private Map<Shape, Times> timings() {
		long oldest = this.clock.getAsLong() / SLOT_NANOS - SLOTS;
		Map<Shape, Times> all = new HashMap<>();
		for (int i = 0; i < SLOTS; i++) {
			Slot slot = this.slots.get(i);
			if (slot.number > oldest) {
				slot.times.forEach((shape, times) -> all.merge(shape, times, Times::and));
			}
		}
		return all;
	}

	/**
	 * How long the statements of a shape took.
	 *
	 * @param operation what they were for
	 * @param sql the text, without values
	 * @param count how many there were
	 * @param failed how many of them failed
	 * @param longestMillis how long the slowest took
	 * @param meanMillis how long they took on average
	 * @param explanation why one of them was slow; null if that is not known
	 */
	public record Timing(String operation, String sql, long count, long failed, double longestMillis, double meanMillis,
			@Nullable Explanation explanation) {

		Timing explained(@Nullable SlowStatementExplained explained) {
			return (explained == null) ? this : new Timing(this.operation, this.sql, this.count, this.failed,
					this.longestMillis, this.meanMillis, Explanation.of(explained));
		}

	}

	/**
	 * Why a statement was slow, as {@link SlowStatementExplained} tells it.
	 *
	 * @param scan the scan that costs most
	 * @param estimatedRows how many rows the database expected
	 * @param countedRows how many there were
	 * @param index the statement that creates an index which would allow another plan
	 * @param note what else is to be known
	 * @param plan the plan, without values
	 */
	public record Explanation(@Nullable String scan, @Nullable Long estimatedRows, @Nullable Long countedRows,
			@Nullable String index, @Nullable String note, String plan) {

		static Explanation of(SlowStatementExplained explained) {
			return new Explanation(explained.scan(), explained.estimatedRows(), explained.countedRows(),
					explained.index(), explained.note(), explained.plan());
		}

	}

	private record Shape(String operation, String sql) {

	}

	/** What is known of a shape. Immutable. */
	private record Times(long count, long failed, long longest, long total) {

		Times and(Times other) {
			return new Times(this.count + other.count, this.failed + other.failed,
					Math.max(this.longest, other.longest), this.total + other.total);
		}

		Timing timing(Shape shape) {
			return new Timing(shape.operation, shape.sql, this.count, this.failed, millis(this.longest),
					millis(this.total / this.count), null);
		}

		private static double millis(long nanos) {
			return Math.round(nanos / 1e4) / 100.0;
		}

	}

	/** Five minutes. */
	private static final class Slot {

		private final long number;

		private final Map<Shape, Times> times = new ConcurrentHashMap<>();

		Slot(long number) {
			this.number = number;
		}

		void add(Shape shape, long nanos, boolean failed) {
			Times one = new Times(1, failed ? 1 : 0, nanos, nanos);
			this.times.merge(shape, one, Times::and);
			if (this.times.size() > MOST_SHAPES) {
				forgetFastest();
			}
		}

		/** Half of them, so that it is done seldom. */
		private synchronized void forgetFastest() {
			if (this.times.size() <= MOST_SHAPES) {
				return;
			}
			List<Shape> fastest = this.times.entrySet()
				.stream()
				.sorted(Comparator.comparingLong((Map.Entry<Shape, Times> entry) -> entry.getValue().longest))
				.limit(MOST_SHAPES / 2)
				.map(Map.Entry::getKey)
				.toList();
			fastest.forEach(this.times::remove);
		}

	}

}
