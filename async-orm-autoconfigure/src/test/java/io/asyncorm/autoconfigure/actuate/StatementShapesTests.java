package io.asyncorm.autoconfigure.actuate;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link StatementShapes}.
 */
class StatementShapesTests {

	private final AtomicLong now = new AtomicLong(Duration.ofDays(3).toNanos());

	private final StatementShapes shapes = new StatementShapes(this.now::get);

	@Test
	void statementsOfAShapeAreOne() {
		this.shapes.sent("Book.aget", "select ?", 2_000_000, false);
		this.shapes.sent("Book.aget", "select ?", 4_000_000, true);
		this.shapes.sent("Book.alist", "select ?", 3_000_000, false);

		assertThat(this.shapes.slowest()).containsExactly(
				new StatementShapes.Timing("Book.aget", "select ?", 2, 1, 4.0, 3.0, null),
				new StatementShapes.Timing("Book.alist", "select ?", 1, 0, 3.0, 3.0, null));
		assertThat(this.shapes.sent("Book.aget")).containsExactly("select ?");
	}

	@Test
	void whatIsOlderThanAnHourIsForgotten() {
		this.shapes.sent("Book.aget", "old", 9_000_000, false);
		this.now.addAndGet(Duration.ofMinutes(50).toNanos());
		this.shapes.sent("Book.aget", "new", 1_000_000, false);
		assertThat(this.shapes.slowest()).extracting(StatementShapes.Timing::sql).containsExactly("old", "new");

		this.now.addAndGet(Duration.ofMinutes(15).toNanos());

		assertThat(this.shapes.slowest()).extracting(StatementShapes.Timing::sql).containsExactly("new");
	}

	@Test
	void theSlowestOfManyShapesAreRemembered() {
		for (int i = 0; i < 10_000; i++) {
			this.shapes.sent("Book.raw", "select " + i, (i == 77) ? 1_000_000_000 : i, false);
		}

		assertThat(this.shapes.sent("Book.raw")).hasSizeLessThanOrEqualTo(200).contains("select 77", "select 9999");
		assertThat(this.shapes.slowest()).hasSize(20)
			.first()
			.extracting(StatementShapes.Timing::sql)
			.isEqualTo("select 77");
	}

	@Test
	void longTextsAreCut() {
		this.shapes.sent("Book.raw", "x".repeat(100_000), 1, false);

		assertThat(this.shapes.sent("Book.raw")).singleElement().asString().hasSizeLessThan(2_100);
	}

}
