package io.asyncorm.model;

import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What can be wrong with converters and with records of one value, and which of them are
 * taken.
 */
class ConverterFaultsTests {

	@Test
	void refusesAConverterThatDoesNotSayItsTypes() {
		assertThat(faults(List.of(new Generic<Isbn>()))).containsExactly("Converter '" + Generic.class.getName()
				+ "': it does not say which types it converts; let a class that is not generic itself implement"
				+ " AttributeConverter<J, S>, or extend this one");
	}

	@Test
	void refusesToConvertToWhatNoColumnHolds() {
		assertThat(faults(List.of(new ToMap()))).containsExactly("Converter '" + ToMap.class.getName()
				+ "': it converts to 'java.util.Map', which no column can hold; convert to text, a number or another"
				+ " type of columns");
	}

	@Test
	void refusesTwoConvertersOfOneType() {
		assertThat(faults(List.of(new ToText(), new ToLength()))).containsExactly("Converter '"
				+ ToLength.class.getName() + "': it converts '" + Isbn.class.getName() + "', which '"
				+ ToText.class.getName() + "' does too; keep one of them as a bean, and name the other with @Convert");
	}

	@Test
	void refusesToConvertAModel() {
		assertThat(faults(List.of(new OfModel())))
			.containsExactly("Converter '" + OfModel.class.getName() + "': it converts '" + Target.class.getName()
					+ "', to which a relation leads; convert the type of its key instead");
	}

	@Test
	void refusesConvertersThatDoNotFitTheirProperty() {
		assertThat(faults(List.of(), Misfits.class)).containsExactly(
				"'number': its converter '" + ToText.class.getName() + "' converts '" + Isbn.class.getName()
						+ "', but it is a 'int'; name a converter of that type with @Convert",
				"'both': it has both @Json and @Convert; keep one of them",
				"'made': its converter '" + Unmade.class.getName()
						+ "' cannot be made (java.lang.NoSuchMethodException: " + Unmade.class.getName()
						+ ".<init>()); give it a constructor that takes nothing and works at startup, or make it a"
						+ " bean",
				"'size': only text and bytes have a length; remove it from @Column",
				"'usual': its default, @DefaultValue(\"9 7\"), does not fit. 'Misfits.usual': A value of type"
						+ " 'java.lang.String' cannot be used as '" + Isbn.class.getName() + "'");
	}

	@Test
	void refusesAConverterOfARelation() {
		assertThat(faults(List.of(), Relations.class, Target.class))
			.containsExactly("'target': @Convert means nothing here, since it is a relation; remove the annotation");
	}

	@Test
	void refusesRecordsOfOneValueThatCouldMeanTwoThings() {
		assertThat(faults(List.of(), Records.class)).containsExactly(
				"'bytes': a key is compared as a whole; give it a simple type, such as Long, String or UUID",
				"'nothing': a null in its column could be no 'Nothing', or one that holds null; remove @Nullable from"
						+ " 'value' of 'Nothing', or name an AttributeConverter with @Convert",
				"'annotated': the annotations of 'value' of 'Annotated' mean nothing there; move them to this property",
				"'deep': no column can hold a '" + Deep.class.getName() + "'; it holds a '" + Isbn.class.getName()
						+ "', which no column can hold either; name an AttributeConverter for it with @Convert, or"
						+ " mark it with @Json");
	}

	@Test
	void theConverterThatAPropertyNamesGoesFirst() {
		ModelRegistry models = ModelRegistry.of(List.of(Chosen.class), List.of(new ToText(), new Upper()));
		ModelMetadata<Chosen> chosen = models.require(Chosen.class);

		assertThat(Objects.requireNonNull(chosen.findField("named")).type()).isEqualTo(Integer.class);
		assertThat(Objects.requireNonNull(chosen.findField("plain")).type()).isEqualTo(String.class);
		assertThat(Objects.requireNonNull(chosen.findField("plain")).convert("a")).isEqualTo("text of a");
		// what columns have by themselves is not converted by a bean
		assertThat(Objects.requireNonNull(chosen.findField("text")).convert("a")).isEqualTo("a");
		assertThat(Objects.requireNonNull(chosen.findField("upper")).convert("a")).isEqualTo("A");
		assertThat(Objects.requireNonNull(models.findConversion(Isbn.class)).columnType()).isEqualTo(String.class);
		assertThat(models.findConversion(String.class)).isNull();
	}

	@Test
	void aTypeThatIsConvertedInTwoWaysIsNotKnownByItself() {
		ModelRegistry models = ModelRegistry.of(List.of(TwoWays.class));

		assertThat(models.findConversion(Isbn.class)).isNull();
	}

	@Test
	void anEnumIsKnownByItselfUnlessAPropertyStoresItsName() {
		assertThat(ModelRegistry.of(List.of(Coded.class)).findConversion(Sort.class)).isNotNull();
		assertThat(ModelRegistry.of(List.of(Coded.class, Plain.class)).findConversion(Sort.class)).isNull();
	}

	@Test
	void refusesAConverterOfOtherTypeArguments() {
		assertThat(faults(List.of(new Texts()), Lists.class)).containsExactly("'numbers': its converter '"
				+ Texts.class.getName() + "' converts 'java.util.List<java.lang.String>', but it is a"
				+ " 'java.util.List<java.lang.Integer>'; name a converter of that type with @Convert");
	}

	@Test
	void refusesListsOfWhatNoArrayHoldsByTheTypeOfTheElements() {
		String start = ": no column can hold a 'java.util.List' of '";
		String end = "', of which columns hold no arrays; ";
		String named = "an array holds single values: name an AttributeConverter of '%s' with @Convert, to text, a number"
				+ " or another type that is not byte[], or mark the property with @Json";

		assertThat(faults(List.of(), Unheld.class)).containsExactly(
				"'deep'" + start + Deep.class.getName() + end + named.formatted("Deep"),
				"'bytes'" + start + Bytes.class.getName() + end + named.formatted("Bytes"),
				"'raw'" + start + "byte[]" + end
						+ "an array holds single values, such as List<String>: mark the property with @Json",
				"'dates'" + start + "java.util.Date" + end + "declare an Instant in place of the element",
				"'targets'" + start + Target.class.getName() + end + "declare a Many<Target> with @ManyToMany",
				"'isbns': its converter '" + SortCode.class.getName() + "' converts '" + Sort.class.getName()
						+ "', but it is a 'java.util.List<" + Isbn.class.getName()
						+ ">'; name a converter of that type with @Convert");
	}

	@Test
	void elementsAreConvertedAsSingleValuesAre() {
		ModelRegistry models = ModelRegistry.of(List.of(Several.class), List.of(new ToText()));
		ModelMetadata<?> several = models.require(Several.class);

		assertThat(Objects.requireNonNull(several.findField("isbns")).convert(List.of(new Isbn("a"))))
			.isEqualTo(new String[] { "text of a" });
		assertThat(Objects.requireNonNull(several.findField("sorts")).convert(Set.of(Sort.OLD)))
			.isEqualTo(new Integer[] { 1 });
		assertThat(Objects.requireNonNull(several.findField("counts")).convert(new Count[] { new Count(3) }))
			.isEqualTo(new Integer[] { 3 });
		assertThat(models.findConversion(Sort.class)).isNotNull();
	}

	@Test
	void anEnumWhoseNamesAreElementsIsNotKnownByItself() {
		assertThat(ModelRegistry.of(List.of(Coded.class, Names.class)).findConversion(Sort.class)).isNull();
	}

	private static List<String> faults(List<AttributeConverter<?, ?>> converters, Class<?>... models) {
		try {
			ModelRegistry.of(List.of(models), converters);
			return List.of();
		}
		catch (ModelDefinitionException ex) {
			return ex.faults().stream().map((fault) -> fault.replaceFirst("^Model '[^']+', property ", "")).toList();
		}
	}

	record Isbn(String value) {

		Isbn {
			if (value.contains(" ")) {
				throw new IllegalArgumentException();
			}
		}

	}

	record Nothing(@Nullable String value) {
	}

	record Annotated(@Column(length = 3) String value) {
	}

	record Deep(Isbn isbn) {
	}

	record Bytes(byte[] value) {
	}

	record Count(int value) {
	}

	@Model
	record Target(@Nullable Long id) {
	}

	@Model
	record Relations(@Nullable Long id,
			@Convert(ToText.class) @ForeignKey(onDelete = OnDelete.CASCADE) Relation<Target> target) {
	}

	@Model
	record Misfits(@Nullable Long id, @Convert(ToText.class) int number, @Json @Convert(ToText.class) Isbn both,
			@Convert(Unmade.class) Isbn made, @Column(length = 3) Count size, @DefaultValue("9 7") Isbn usual) {
	}

	@Model
	record Records(@PrimaryKey Bytes bytes, Nothing nothing, Annotated annotated, Deep deep) {
	}

	@Model
	record Chosen(@Nullable Long id, @Convert(ToLength.class) Isbn named, Isbn plain, String text,
			@Convert(Upper.class) String upper) {
	}

	@Model
	record TwoWays(@Nullable Long id, @Convert(ToLength.class) Isbn named, Isbn plain) {
	}

	enum Sort {

		NEW, OLD

	}

	@Model
	record Coded(@Nullable Long id, @Convert(SortCode.class) Sort sort, @Convert(SortCode.class) Sort other) {
	}

	@Model
	record Plain(@Nullable Long id, Sort sort) {
	}

	@Model
	record Lists(@Nullable Long id, List<String> texts, @Nullable List<Integer> numbers) {
	}

	@Model
	record Unheld(@Nullable Long id, List<Deep> deep, List<Bytes> bytes, List<byte[]> raw, List<Date> dates,
			List<Target> targets, @Convert(SortCode.class) List<Isbn> isbns) {
	}

	@Model
	record Several(@Nullable Long id, List<Isbn> isbns, @Convert(SortCode.class) Set<Sort> sorts, Count[] counts) {
	}

	@Model
	record Names(@Nullable Long id, List<Sort> sorts) {
	}

	static final class SortCode implements AttributeConverter<Sort, Integer> {

		@Override
		public Integer toColumn(Sort value) {
			return value.ordinal();
		}

		@Override
		public Sort fromColumn(Integer stored) {
			return Sort.values()[stored];
		}

	}

	static final class Texts implements AttributeConverter<List<String>, String> {

		@Override
		public String toColumn(List<String> value) {
			return String.join(" ", value);
		}

		@Override
		public List<String> fromColumn(String stored) {
			return List.of(stored.split(" "));
		}

	}

	static class Generic<J> implements AttributeConverter<J, String> {

		@Override
		public String toColumn(J value) {
			return value.toString();
		}

		@Override
		public J fromColumn(String stored) {
			throw new UnsupportedOperationException();
		}

	}

	static class ToText implements AttributeConverter<Isbn, String> {

		@Override
		public String toColumn(Isbn value) {
			return "text of " + value.value();
		}

		@Override
		public Isbn fromColumn(String stored) {
			return new Isbn(stored);
		}

	}

	static final class Unmade extends ToText {

		Unmade(String argument) {
			argument.strip();
		}

	}

	static final class ToLength implements AttributeConverter<Isbn, Integer> {

		@Override
		public Integer toColumn(Isbn value) {
			return value.value().length();
		}

		@Override
		public Isbn fromColumn(Integer stored) {
			return new Isbn("x".repeat(stored));
		}

	}

	static final class Upper implements AttributeConverter<String, String> {

		@Override
		public String toColumn(String value) {
			return value.toUpperCase(Locale.ROOT);
		}

		@Override
		public String fromColumn(String stored) {
			return stored;
		}

	}

	static final class ToMap implements AttributeConverter<Isbn, Map<String, String>> {

		@Override
		public Map<String, String> toColumn(Isbn value) {
			return Map.of();
		}

		@Override
		public Isbn fromColumn(Map<String, String> stored) {
			return new Isbn("");
		}

	}

	static final class OfModel implements AttributeConverter<Target, Long> {

		@Override
		public Long toColumn(Target value) {
			return 1L;
		}

		@Override
		public Target fromColumn(Long stored) {
			return new Target(stored);
		}

	}

}
