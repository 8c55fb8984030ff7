package io.asyncorm.model;

import java.util.List;
import java.util.Objects;

import io.asyncorm.model.BookshopModels.Book;
import io.asyncorm.model.BookshopModels.Format;
import io.asyncorm.type.DocumentType;
import io.asyncorm.type.JsonDocument;
import org.junit.jupiter.api.Test;
import org.springframework.dao.InvalidDataAccessApiUsageException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ModelField}.
 */
class ModelFieldTests {

	@Test
	void namesTheFieldAndTheConstants() {
		ModelField format = Objects.requireNonNull(BookshopModels.REGISTRY.require(Book.class).findField("format"));

		assertThat(format.convert("HARDBACK")).isEqualTo(Format.HARDBACK);
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class).isThrownBy(() -> format.convert("s3cret"))
			.withMessage(
					"'Book.format': A value of type 'java.lang.String' cannot be used as '" + Format.class.getTypeName()
							+ "': it must be the name of a constant, one of [HARDBACK, PAPERBACK]");
	}

	@Test
	void documentsKeepTheirDeclaredType() {
		ModelField meta = Objects.requireNonNull(BookshopModels.REGISTRY.require(Book.class).findField("meta"));

		assertThat(meta.convert(List.of(1)))
			.isEqualTo(new JsonDocument(List.of(1), DocumentType.of(meta.genericType()), true));
		assertThat(meta.toProperty(List.of(1))).isEqualTo(List.of(1));
	}

}
