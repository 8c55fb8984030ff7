package io.asyncorm.jdbc;

import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link StatementCache}.
 */
class StatementCacheTests {

	private final StatementCache<String> cache = new StatementCache<>(3, (template, sql) -> sql.length());

	private final StatementCache<String> large = new StatementCache<>(2000, (template, sql) -> sql.length());

	private final AtomicInteger compiled = new AtomicInteger();

	@Test
	void compilesAFormOnce() {
		String first = get("a");

		assertThat(get("a")).isSameAs(first);
		assertThat(this.compiled).hasValue(1);
	}

	@Test
	void forgetsTheOldestBeyondItsCapacity() {
		for (String template : new String[] { "a", "b", "c", "d" }) {
			get(template);
		}

		assertThat(this.cache.size()).isEqualTo(3);
		get("d");
		assertThat(this.compiled).hasValue(4);
		get("a");
		assertThat(this.compiled).hasValue(5);
		assertThat(this.cache.size()).isEqualTo(3);
	}

	@Test
	void keepsNoMoreThanFitsIntoItsSize() {
		for (int i = 0; i < 1000; i++) {
			String text = i + "x".repeat(90_000);
			this.large.get(text, () -> text);
		}

		assertThat(this.large.size()).isBetween(1, 100);
	}

	@Test
	void keepsNothingThatIsVeryLong() {
		String text = "x".repeat(1_000_000);

		this.large.get(text, () -> text);

		assertThat(this.large.size()).isZero();
	}

	private String get(String template) {
		return this.cache.get(template, () -> template + this.compiled.incrementAndGet());
	}

}
