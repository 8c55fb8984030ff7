package io.asyncorm.domains;

import java.util.List;

import io.asyncorm.model.AttributeConverter;
import io.asyncorm.model.Convert;
import io.asyncorm.model.Embedded;
import io.asyncorm.model.Json;
import io.asyncorm.model.Model;
import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.model.ModelRegistry;
import io.asyncorm.model.PrimaryKey;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static io.asyncorm.domains.ModelFaults.fault;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * A type that is marked as embeddable is embedded where nothing else is said.
 */
class EmbeddableTypesTests {

	@Test
	void aValueIsEmbeddedByItsTypeAloneAlsoWithinAnother() {
		assertThat(columns(Plain.class)).containsExactly("id", "street", "lat", "lon");
		assertThat(columns(Nested.class)).containsExactly("id", "label", "lat", "lon");
	}

	@Test
	void aKeyIsCompositeWhetherMarkedOrCalledId() {
		assertThat(columns(ById.class)).containsExactly("invoice", "number", "text");
		assertThat(columns(ByMark.class)).containsExactly("invoice", "number", "text");
		assertThat(model(ById.class).key().javaType()).isEqualTo(LineId.class);
		assertThat(model(ByMark.class).key().javaType()).isEqualTo(LineId.class);
	}

	@Test
	void whatThePropertySaysCounts() {
		assertThat(columns(Said.class)).containsExactly("id", "document", "named", "called", "at_lat", "at_lon");
	}

	@Test
	void aConverterBeanOfTheTypeConvertsIt() {
		ModelRegistry models = ModelRegistry.of(List.of(Plain.class, Nested.class), List.of(new SpotText()));

		assertThat(models.require(Plain.class).fields()).extracting(ModelField::declaredColumn)
			.containsExactly("id", "street", "spot");
		assertThat(models.require(Nested.class).fields()).extracting(ModelField::declaredColumn)
			.containsExactly("id", "label", "spot");
	}

	@Test
	void aConverterOfWhatIsEmbeddedIsAFault() {
		fault(Both.class, "property 'spot': it is @Embedded and has a column for each of its parts, which"
				+ " Jakarta's @Convert cannot describe; move it into 'Spot', or remove one of them");
	}

	private static List<String> columns(Class<?> type) {
		return model(type).fields().stream().map(ModelField::declaredColumn).toList();
	}

	private static ModelMetadata<?> model(Class<?> type) {
		return ModelRegistry.of(List.of(type)).require(type);
	}

	@jakarta.persistence.Embeddable
	record Spot(int lat, int lon) {
	}

	@jakarta.persistence.Embeddable
	record LineId(long invoice, int number) {
	}

	record Place(String label, Spot spot) {
	}

	@Model
	record Plain(@Nullable Long id, String street, Spot spot) {
	}

	@Model
	record Nested(@Nullable Long id, @Embedded(prefix = "") Place place) {
	}

	@Model
	record ById(LineId id, String text) {
	}

	@Model
	record ByMark(@PrimaryKey LineId key, String text) {
	}

	@Model
	record Said(@Nullable Long id, @Json Spot document, @Convert(SpotText.class) Spot named,
			@jakarta.persistence.Convert(converter = SpotCode.class) Spot called, @Embedded(prefix = "at_") Spot at) {
	}

	@Model
	record Both(@Nullable Long id,
			@jakarta.persistence.Embedded @jakarta.persistence.Convert(converter = SpotCode.class) Spot spot) {
	}

	static final class SpotText implements AttributeConverter<Spot, String> {

		@Override
		public String toColumn(Spot spot) {
			return spot.lat() + "/" + spot.lon();
		}

		@Override
		public Spot fromColumn(String text) {
			String[] parts = text.split("/");
			return new Spot(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
		}

	}

	static class SpotCode implements jakarta.persistence.AttributeConverter<Spot, String> {

		@Override
		public String convertToDatabaseColumn(Spot spot) {
			return new SpotText().toColumn(spot);
		}

		@Override
		public Spot convertToEntityAttribute(String text) {
			return new SpotText().fromColumn(text);
		}

	}

}
