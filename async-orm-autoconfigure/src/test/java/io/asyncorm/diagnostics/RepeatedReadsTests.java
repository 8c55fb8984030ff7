package io.asyncorm.diagnostics;

import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RepeatedReads}.
 */
class RepeatedReadsTests {

	private static final String READ = "Author.aget at Shop.java:42";

	private static final long SECOND = 1_000_000_000;

	private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);

	private final RepeatedReads endless = new RepeatedReads(true, this.now::get);

	private final RepeatedReads bounded = new RepeatedReads(false, this.now::get);

	@Test
	void theThirdAndAllFurtherOnesAreRepeated() {
		assertThat(this.bounded.isRepeated(READ, 1)).isFalse();
		assertThat(this.bounded.isRepeated(READ, 2)).isFalse();
		assertThat(this.bounded.isRepeated(READ, 3)).isTrue();
		assertThat(this.bounded.isRepeated(READ, 4)).isTrue();
		assertThat(this.bounded.isRepeated(READ, 3)).isTrue();
	}

	@Test
	void theSameElementCountsOnce() {
		for (int i = 0; i < 10; i++) {
			assertThat(this.bounded.isRepeated(READ, i % 2)).isFalse();
		}
	}

	@Test
	void otherReadsCountForThemselves() {
		this.bounded.isRepeated(READ, 1);
		this.bounded.isRepeated(READ, 2);

		assertThat(this.bounded.isRepeated("Author.aget at Shop.java:43", 3)).isFalse();
	}

	@Test
	void moreThanASecondEndsALoopThatPolls() {
		for (int i = 0; i < 10; i++) {
			assertThat(this.endless.isRepeated(READ, i)).isFalse();
			this.now.addAndGet(SECOND + 1);
		}
	}

	@Test
	void aSecondEndsNoLoop() {
		this.endless.isRepeated(READ, 1);
		this.now.addAndGet(SECOND);
		this.endless.isRepeated(READ, 2);
		this.now.addAndGet(SECOND);

		assertThat(this.endless.isRepeated(READ, 3)).isTrue();
	}

	@Test
	void noPauseEndsALoopInAPieceOfWorkThatEnds() {
		this.bounded.isRepeated(READ, 1);
		this.now.addAndGet(2 * SECOND);
		this.bounded.isRepeated(READ, 2);
		this.now.addAndGet(2 * SECOND);

		assertThat(this.bounded.isRepeated(READ, 3)).isTrue();
	}

	@Test
	void theOldestAreForgotten() {
		this.bounded.isRepeated(READ, 1);
		this.bounded.isRepeated(READ, 2);
		for (int i = 0; i < 1000; i++) {
			this.bounded.isRepeated("read " + i, 1);
		}

		assertThat(this.bounded.isRepeated(READ, 3)).isFalse();
	}

}
