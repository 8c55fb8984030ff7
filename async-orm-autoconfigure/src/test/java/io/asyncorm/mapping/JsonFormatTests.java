package io.asyncorm.mapping;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.asyncorm.model.InvalidValueException;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataRetrievalFailureException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.annotation.JsonSerialize;
import tools.jackson.databind.jsonFormatVisitors.JsonFormatVisitorWrapper;

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

	@Test
	void ofTypesThatJacksonCannotDescribeThePartsAreOfAnyType() {
		assertThat(this.json.typeAt(Size.class, List.of("width"))).hasToString("[simple type, class int]");
		assertThat(this.json.typeAt(Contradictory.class, List.of("name"))).isEqualTo(Object.class);
		assertThat(this.json.typeAt(Failing.class, List.of("name"))).isEqualTo(Object.class);
		assertThatExceptionOfType(InvalidValueException.class)
			.isThrownBy(() -> this.json.write(new Contradictory(), Contradictory.class));
	}

	static final class Contradictory {

		@JsonProperty("name")
		public String first() {
			return "first";
		}

		@JsonProperty("name")
		public String second() {
			return "second";
		}

	}

	@JsonSerialize(using = FailingSerializer.class)
	record Failing(String name) {
	}

	static final class FailingSerializer extends ValueSerializer<Failing> {

		@Override
		public void serialize(Failing value, JsonGenerator generator, SerializationContext context) {
			generator.writeString(value.name());
		}

		@Override
		public void acceptJsonFormatVisitor(JsonFormatVisitorWrapper visitor, JavaType type) {
			throw new UnsupportedOperationException();
		}

	}

	record Size(int width) {
	}

}
