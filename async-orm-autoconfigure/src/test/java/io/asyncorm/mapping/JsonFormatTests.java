package io.asyncorm.mapping;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.springframework.dao.DataRetrievalFailureException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class JsonFormatTests {

	private final JsonFormat json = JsonFormat.detect();

	@Test
	void writesAndReadsDocuments() {
		assertThat(this.json.write(Map.of("pages", 412), Map.class)).isEqualTo("{\"pages\":412}");
		assertThat(this.json.read("{\"width\": 3}", Size.class)).isEqualTo(new Size(3));
		assertThat(this.json.read("[1, 2]", List.class)).isEqualTo(List.of(1, 2));
		assertThat(this.json.read("{\"a\": 1}", JsonNode.class)).hasToString("{\"a\":1}");
		assertThat(this.json.read("null", Map.class)).isNull();
	}

	@Test
	void refusesDocumentsOfAnotherShape() {
		assertThatExceptionOfType(DataRetrievalFailureException.class)
			.isThrownBy(() -> this.json.read("[1]", Size.class))
			.withMessage("A JSON document cannot be read as '" + Size.class.getName() + "'");
	}

	@Test
	void advisesWhereJacksonIsMissing() {
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> new MissingJsonFormat().write(1, Object.class))
			.withMessageContaining("add 'tools.jackson.core:jackson-databind'");
	}

	record Size(int width) {
	}

}
