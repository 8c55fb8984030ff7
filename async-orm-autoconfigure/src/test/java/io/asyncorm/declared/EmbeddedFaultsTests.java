package io.asyncorm.declared;

import java.time.Instant;
import java.util.List;

import io.asyncorm.model.AutoNow;
import io.asyncorm.model.Column;
import io.asyncorm.model.DefaultValue;
import io.asyncorm.model.Embedded;
import io.asyncorm.model.ForeignKey;
import io.asyncorm.model.Model;
import io.asyncorm.model.ModelDefinitionException;
import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelRegistry;
import io.asyncorm.model.OnDelete;
import io.asyncorm.model.PrimaryKey;
import io.asyncorm.model.Version;
import io.asyncorm.query.Ref;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What is embedded and cannot be is a fault at startup; what can be has its columns.
 */
class EmbeddedFaultsTests {

	@Test
	void columnsHaveThePrefixOfTheirProperty() {
		ModelRegistry models = ModelRegistry.of(List.of(Place.class));

		assertThat(models.require(Place.class).fields()).extracting(ModelField::declaredColumn)
			.containsExactly("id", "first_spot_x", "first_spot_why", "x", "why", "at_x", "at_why");
		assertThat(models.require(Place.class).fields()).extracting(ModelField::nullable)
			.containsExactly(false, false, true, true, true, false, true);
	}

	@Test
	void whatHoldsItselfIsAFault() {
		fault(Tree.class, "property 'inner': a 'Node' holds itself, so that its columns have no end (Root, Node)");
	}

	@Test
	void relationsAreRefused() {
		fault(Meeting.class, "property 'room': 'Room.place' is a relation, which nothing that is embedded can hold;"
				+ " declare it as a component of 'Meeting' itself");
	}

	@Test
	void columnsOfTheSameNameAreAFault() {
		fault(Twice.class, "property 'twoX': its column 'x' is that of 'oneX' too; name another one with"
				+ " @Column(name = \"...\") or @Embedded(prefix = \"...\")");
		fault(Clash.class, "property 'spotX': the part 'x' of 'spot' is called 'spotX' among the fields of the model,"
				+ " as this property is; rename one of them");
	}

	@Test
	void partsOfTheSameNameAreAFault() {
		fault(Alike.class,
				"property 'shipToCity': two values that are @Embedded have a part that is called 'shipToCity'"
						+ " among the fields of the model; rename one of the parts or values");
		fault(Nested.class, "property 'shipToCity': two values that are @Embedded have a part that is called");
	}

	@Test
	void annotationsOfOneColumnAreRefused() {
		fault(Annotated.class, "property 'one': it is @Embedded and has a column for each of its parts, which @Column"
				+ " cannot describe; move it into 'Spot', or remove it. Its columns are named by @Embedded(prefix)");
		fault(Annotated.class, "property 'two': it is @Embedded and has a column for each of its parts, which"
				+ " @DefaultValue cannot describe; move it into 'Spot', or remove it");
	}

	@Test
	void partsAreNoRowsOfTheirOwn() {
		fault(Rows.class, "property 'version': @Version means nothing here, since it is no part of a row by itself;"
				+ " declare that as a component of the model");
		fault(Keyed.class, "property 'id': a key that is a record is embedded by itself, and its columns are called as"
				+ " they are; remove @Embedded");
	}

	@Test
	void whatIsWrittenByItselfIsNoPartOfANull() {
		fault(Stamped.class, "property 'stamp': 'Stamp.at' is marked with @AutoNow, which would be written where"
				+ " 'stamp' is null, too; remove the annotation, or @Nullable");
	}

	@Test
	void recordsAreToldOfEmbedding() {
		fault(Plain.class, "property 'spot': no column can hold a '" + Spot.class.getName()
				+ "'; mark it with @Embedded, so that its components are columns, or with @Json");
	}

	private static void fault(Class<?> model, String fault) {
		assertThatExceptionOfType(ModelDefinitionException.class).isThrownBy(() -> ModelRegistry.of(List.of(model)))
			.withMessageContaining(fault);
	}

	record Spot(int x, @Nullable String why) {
	}

	@Model
	record Place(@Nullable Long id, @Embedded Spot firstSpot, @Embedded(prefix = "") @Nullable Spot other,
			@Embedded(prefix = "at_") Spot third) {
	}

	record Node(int value, @Embedded @Nullable Node inner) {
	}

	record Root(@Embedded Node node) {
	}

	@Model
	record Tree(@Nullable Long id, @Embedded Root root) {
	}

	record Room(int number, @ForeignKey(onDelete = OnDelete.CASCADE) Ref<Place> place) {
	}

	@Model
	record Meeting(@Nullable Long id, @Embedded Room room) {
	}

	@Model
	record Twice(@Nullable Long id, @Embedded(prefix = "") Spot one, @Embedded(prefix = "") Spot two) {
	}

	@Model
	record Clash(@Nullable Long id, @Embedded(prefix = "a_") Spot spot, int spotX) {
	}

	record Way(String toCity) {
	}

	record Goal(String city) {
	}

	@Model
	record Alike(@Nullable Long id, @Embedded(prefix = "a_") Way ship, @Embedded(prefix = "b_") Goal shipTo) {
	}

	record Outer(@Embedded(prefix = "o_") Spot toCity) {
	}

	@Model
	record Nested(@Nullable Long id, @Embedded(prefix = "a_") Outer ship, @Embedded(prefix = "b_") Goal shipTo) {
	}

	@Model
	record Annotated(@Nullable Long id, @Embedded @Column(name = "one") Spot one,
			@Embedded @DefaultValue("1") Spot two) {
	}

	record Counted(@Version int version) {
	}

	@Model
	record Rows(@Nullable Long id, @Embedded Counted counted) {
	}

	@Model
	record Keyed(@Embedded @PrimaryKey Spot id) {
	}

	record Stamp(@AutoNow @Nullable Instant at) {
	}

	@Model
	record Stamped(@Nullable Long id, @Embedded @Nullable Stamp stamp) {
	}

	@Model
	record Plain(@Nullable Long id, Spot spot) {
	}

}
