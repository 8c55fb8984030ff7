package io.asyncorm.jdbc;

import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link StatementCache}.
 */
class StatementCacheTests {

	private final StatementCache<String> cache = new StatementCache<>(3);

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

	private String get(String template) {
		return this.cache.get(template, () -> template + this.compiled.incrementAndGet());
	}

}
