package io.asyncorm.sample;

import io.asyncorm.model.InvalidObjectException;
import io.asyncorm.test.AsyncOrmTest;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.kw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests that the constraints of models hold where repositories are tested alone.
 */
@AsyncOrmTest
class ModelConstraintsIntegrationTests {

	@Autowired
	private Authors authors;

	@Test
	void anAuthorHasAName() {
		assertThatExceptionOfType(InvalidObjectException.class)
			.isThrownBy(() -> await(this.authors.acreate(kw("name", " "))))
			.satisfies((invalid) -> assertThat(invalid.getViolations()).containsOnlyKeys("name"));
	}

}
