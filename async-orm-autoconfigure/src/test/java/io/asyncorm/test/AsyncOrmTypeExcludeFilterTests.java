package io.asyncorm.test;

import java.io.IOException;

import io.asyncorm.autoconfigure.AsyncOrmBuilderCustomizer;
import io.asyncorm.mapping.JsonFormat;
import io.asyncorm.model.NamingStrategy;
import io.asyncorm.model.ObjectValidator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.type.classreading.MetadataReaderFactory;
import org.springframework.core.type.classreading.SimpleMetadataReaderFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AsyncOrmTypeExcludeFilter}.
 */
class AsyncOrmTypeExcludeFilterTests {

	private final MetadataReaderFactory readers = new SimpleMetadataReaderFactory();

	private final AsyncOrmTypeExcludeFilter filter = new AsyncOrmTypeExcludeFilter(Sliced.class);

	@ParameterizedTest
	@ValueSource(classes = { Naming.class, Settings.class, Json.class, Validation.class })
	void whatDecidesAboutStatementsIsNotLeftOut(Class<?> type) throws IOException {
		assertThat(this.filter.match(this.readers.getMetadataReader(type.getName()), this.readers)).isFalse();
	}

	@Test
	void whatIsNotForRepositoriesIsLeftOut() throws IOException {
		assertThat(this.filter.match(this.readers.getMetadataReader(Sliced.class.getName()), this.readers)).isTrue();
	}

	@AsyncOrmTest
	abstract static class Sliced {

	}

	abstract static class Naming implements NamingStrategy {

	}

	abstract static class Settings implements AsyncOrmBuilderCustomizer {

	}

	abstract static class Json implements JsonFormat {

	}

	abstract static class Validation implements ObjectValidator {

	}

}
