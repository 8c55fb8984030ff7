package io.asyncorm.testdatabase;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link PostgreSqlProvider}.
 */
class PostgreSqlProviderTests {

	@Test
	void autoPrefersAContainerThenTheEmbeddedBinariesThenAUrl() {
		assertThat(PostgreSqlProvider.named("auto")).containsExactly(PostgreSqlProvider.TESTCONTAINERS,
				PostgreSqlProvider.EMBEDDED, PostgreSqlProvider.URL);
	}

	@Test
	void namedProviderIsTheOnlyOne() {
		assertThat(PostgreSqlProvider.named("url")).containsExactly(PostgreSqlProvider.URL);
	}

	@Test
	void unknownNameIsRefusedWithTheChoices() {
		assertThatIllegalArgumentException().isThrownBy(() -> PostgreSqlProvider.named("docker"))
			.withMessage("Unknown value 'docker' of 'async-orm.test.database', "
					+ "choices are: auto, testcontainers, embedded, url");
	}

}
