package io.asyncorm.model;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What can be wrong with a model by itself.
 */
class ModelFaultsTests {

	@Test
	void reportsAllFaultsOfAllModelsAtOnce() {
		assertThatExceptionOfType(ModelDefinitionException.class)
			.isThrownBy(() -> ModelRegistry.of(List.of(Typed.class, Keyless.class, Fine.class)))
			.withMessageStartingWith(
					"6 faults in the models:\n- Model '" + Typed.class.getName() + "', property 'when': ")
			.withMessageContaining("\n- Model '" + Keyless.class.getName() + "': ")
			.satisfies((ex) -> assertThat(ex.faults()).hasSize(6).allMatch((fault) -> !fault.contains("\n")));
	}

	@Test
	void refusesTypesThatNoColumnHas() {
		assertThat(faults(Typed.class)).containsExactly(
				"'when': no column can hold a 'java.util.Date'; declare an Instant",
				"'maybe': no column can hold a 'java.util.Optional'; declare the value itself, as @Nullable",
				"'map': no column can hold a 'java.util.Map'; " + TypeAdvice.of(Map.class),
				"'fine': no column can hold a '" + Fine.class.getName()
						+ "'; declare a Ref<Fine> with @ForeignKey or @OneToOne",
				"'bytes': @Nullable stands at the elements; write 'byte @Nullable []'");
	}

	@Test
	void refusesAModelWithoutAKey() {
		assertThat(faults(Keyless.class)).containsExactly("it has no key; add a property called 'id', such as"
				+ " '@Nullable Long id', or mark one with @PrimaryKey");
	}

	@Test
	void refusesKeysThatCannotBeCompared() {
		assertThat(faults(BytesKey.class))
			.containsExactly("'id': a key is compared as a whole; give it a simple type, such as Long, String or UUID");
	}

	@Test
	void refusesKeysOfSeveralColumnsThatCannotBeKeys() {
		assertThat(faults(SeveralKeys.class)).containsExactly(
				"'b': it is part of the key, which every object is given; remove @Nullable, or say what makes it:"
						+ " @GeneratedKey or @DatabaseDefault",
				"'c': a key is compared as a whole; give it a simple type, such as Long, String or UUID");
		assertThat(faults(RecordKey.class)).containsExactly(
				"'key': it is the key, which every object is given; remove @Nullable",
				"'a': the record of the key has a component of this name too; rename one of them",
				"'b': it is part of the key, which every object is given; remove @Nullable, or say what makes it:"
						+ " @GeneratedKey or @DatabaseDefault",
				"'c': no column can hold a 'java.lang.Object'; " + TypeAdvice.of(Object.class),
				"'a': its column 'a' is that of 'a' too; name another one with @Column(name = \"...\")");
		assertThat(faults(TwoRecords.class)).hasSize(2).first().asString().contains("no column can hold a '");
	}

	@Test
	void refusesPrimitiveKeys() {
		String fault = "a key cannot be primitive: the objects that were not saved yet would all have the same, and"
				+ " replace each other; declare '@Nullable %1$s', or '%1$s' if every object is given one";

		assertThat(faults(PrimitiveId.class)).containsExactly("'id': " + fault.formatted("Long id"));
		assertThat(faults(PrimitiveNumber.class)).containsExactly("'number': " + fault.formatted("Integer number"));
		assertThat(faults(PrimitiveClass.class)).containsExactly("'id': " + fault.formatted("Short id"));
		assertThat(ModelRegistry.of(List.of(GivenNumber.class)).require(GivenNumber.class).key().generated()).isFalse();
	}

	@Test
	void refusesNamesThatMeanTheSame() {
		assertThat(faults(SameNames.class)).containsExactly("'is_active': its name means the same as 'isActive',"
				+ " since lookups may write either as 'is_active'; rename one of them");
	}

	@Test
	void refusesNamesThatLookupsCannotSay() {
		assertThat(faults(OddNames.class)).containsExactly(
				"'a__b': lookups are split at '__', so its name can neither hold that nor end in '_'; rename it",
				"'pk': 'pk' always means the key; rename it, or mark it with @PrimaryKey");
	}

	@Test
	void refusesTwoPropertiesInOneColumn() {
		assertThat(faults(SameColumn.class))
			.containsExactly("'b': its column 'a' is that of 'a' too; name another one with @Column(name = \"...\")");
	}

	@Test
	void refusesNamesThatTheDatabaseCannotHave() {
		assertThat(faults(BadIdentifiers.class)).containsExactly(
				"its table 'a\"b' holds a quote or a control character; name another one with @Model(table = \"...\")",
				"'a': its column '" + "x".repeat(64) + "' has 64 bytes, but a name can have 63 at most; name another"
						+ " one with @Column(name = \"...\")");
	}

	@Test
	void refusesTwoModelsInOneTable() {
		assertThat(faults(Fine.class, FineToo.class))
			.containsExactly("the table 'fine' of '" + FineToo.class.getName() + "' is that of '" + Fine.class.getName()
					+ "'" + " too; name another one with @Model(table = \"...\")");
	}

	@Test
	void refusesDefaultsThatDoNotFit() {
		assertThat(faults(Defaults.class)).containsExactly(
				"'number': its default, @DefaultValue(\"x\"), does not fit. A value of type 'java.lang.String' cannot be"
						+ " used as 'java.lang.Integer': it is no such number, or does not fit without loss",
				"'level': its default, @DefaultValue(\"middle\"), does not fit. A value of type 'java.lang.String'"
						+ " cannot be used as '" + Level.class.getTypeName()
						+ "': it must be the name of a constant, one of [LOW, HIGH]",
				"'both': its @DefaultValue has both a value and a supplier; keep one of them",
				"'json': its @DefaultValue is text, but it is a JSON document; name a supplier",
				"'date': the supplier of its default gives 'java.lang.String'; it must give 'java.time.LocalDate'");
	}

	@Test
	void refusesSuppliersThatCannotBeMade() {
		assertThat(faults(BadSupplier.class)).singleElement()
			.asString()
			.startsWith("'name': the supplier of its default, '" + NoConstructor.class.getName()
					+ "', cannot be made (java.lang.NoSuchMethodException");
	}

	@Test
	void refusesColumnOptionsThatMeanNothing() {
		assertThat(faults(Columns.class)).containsExactly(
				"'number': only text and bytes have a length; remove it from @Column",
				"'text': only a BigDecimal or BigInteger has precision and scale; remove them from @Column",
				"'price': its scale is larger than its precision; precision counts all digits, scale those behind the"
						+ " point",
				"'level': its length is 3, but the constant 'HIGH' has 4 characters; raise the length",
				"'negative': a length, precision or scale cannot be negative");
	}

	@Test
	void refusesThePresentTimeWhereItDoesNotFit() {
		assertThat(faults(Times.class)).containsExactly(
				"'text': only an Instant, OffsetDateTime, ZonedDateTime, LocalDateTime, LocalDate or LocalTime can be"
						+ " set to the present time; remove @AutoNow and @AutoNowAdd",
				"'twice': @AutoNow, @AutoNowAdd and @DefaultValue exclude each other; keep one of them");
	}

	@Test
	void versionsAreCountedOrTimed() {
		assertThat(faults(Versions.class)).containsExactly(
				"'text': a version is counted, or is the time of the change; declare a long, an int or an Instant",
				"'text': 'second' is marked with @Version too; a row has one version",
				"'second': 'text' is marked with @Version too; a row has one version",
				"'second': @DefaultValue means nothing here, since the version of a row is set by the library; remove"
						+ " the annotation");
	}

	@Test
	void refusesRelationAnnotationsOnColumns() {
		assertThat(faults(NoRelation.class)).containsExactly("'author': @ForeignKey means nothing here, since it is no"
				+ " relation; declare a Ref or Many, or remove the annotation");
	}

	@Test
	void refusesClassesThatCannotBeMade() {
		assertThat(faults(Shape.class)).containsExactly("objects of it cannot be made; declare a record, or a class"
				+ " that is neither abstract nor an inner class");
		assertThat(faults(TwoConstructors.class)).containsExactly("it has 2 constructors that could be meant; keep one"
				+ " public constructor, which takes all properties, or declare one that takes nothing");
		assertThat(faults(NoParameters.class)).containsExactly(
				"its constructor takes nothing, and no fields can be set; declare one public constructor, which takes all"
						+ " properties, or make it a record");
	}

	@Test
	void refusesPropertiesThatNothingReadsBack() {
		assertThat(faults(NoAccessor.class)).containsExactly(
				"'name': nothing reads it back; declare an accessor name(),"
						+ " getName() or isName() that returns 'String'",
				"'stray': it is annotated, but the constructor does not take it; add it there, or remove the"
						+ " annotation");
	}

	@Test
	void refusesClassesThatAreNoModels() {
		assertThat(faults(String.class)).containsExactly("it is no model; annotate it with @Model");
	}

	@Test
	void refusesOptionsThatNameNothing() {
		assertThat(faults(Options.class)).containsExactly(
				"its uniqueTogether names 'nam', which 'Options' does not have. Did you mean 'name'? Choices are: id,"
						+ " name",
				"its uniqueTogether [name, name] is empty or names a property twice; name each property of the key once",
				"its ordering names 'titel', which 'Options' does not have. Choices are: id, name",
				"its ordering cannot be read: 'name____x' has an empty name: write names with two underscores between"
						+ " them, as in author__name__icontains",
				"its getLatestBy names '?', which 'Options' does not have. Choices are: id, name");
	}

	static List<String> faults(Class<?>... models) {
		try {
			ModelRegistry.of(List.of(models));
			return List.of();
		}
		catch (ModelDefinitionException ex) {
			return ex.faults()
				.stream()
				.map((fault) -> fault.replaceFirst("^Model '[^']+': ", "")
					.replaceFirst("^Model '[^']+', property ", ""))
				.toList();
		}
	}

	@Model
	record Fine(@Nullable Long id) {
	}

	@Model(table = "fine")
	record FineToo(@Nullable Long id) {
	}

	@Model
	record Typed(@Nullable Long id, Date when, Optional<String> maybe, @Column(precision = 3) Map<String, String> map,
			Fine fine, @Nullable byte[] bytes) {
	}

	@Model
	record Keyless(String name) {
	}

	@Model
	record SeveralKeys(@PrimaryKey int a, @PrimaryKey @Nullable Long b, @PrimaryKey byte[] c) {
	}

	@Model
	record RecordKey(@PrimaryKey @Nullable KeyParts key, @Nullable String a) {
	}

	record KeyParts(String a, @Nullable String b, Object c) {
	}

	@Model
	record TwoRecords(@PrimaryKey KeyParts key, @PrimaryKey KeyParts other) {
	}

	@Model
	record BytesKey(byte[] id) {
	}

	@Model
	record SameNames(@Nullable Long id, boolean isActive, boolean is_active) {
	}

	@Model
	record OddNames(@Nullable Long id, String a__b, String pk) {
	}

	@Model
	record SameColumn(@Nullable Long id, String a, @Column(name = "a") String b) {
	}

	@Model(table = "a\"b")
	record BadIdentifiers(@Nullable Long id,
			@Column(name = "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx") String a) {
	}

	enum Level {

		LOW, HIGH

	}

	@Model
	record Defaults(@Nullable Long id, @DefaultValue("x") int number, @DefaultValue("middle") Level level,
			@DefaultValue(value = "a", supplier = Text.class) String both,
			@Json @DefaultValue("{}") Map<String, String> json, @DefaultValue(supplier = Text.class) LocalDate date) {
	}

	static class Text implements Supplier<String> {

		@Override
		public String get() {
			return "text";
		}

	}

	@Model
	record PrimitiveId(long id, String name) {
	}

	@Model
	record PrimitiveNumber(@PrimaryKey @DatabaseDefault("1") int number) {
	}

	@Model
	record GivenNumber(@PrimaryKey Integer number) {
	}

	@Model
	static class PrimitiveClass {

		private final short id;

		PrimitiveClass(short id) {
			this.id = id;
		}

		public short getId() {
			return this.id;
		}

	}

	@Model
	record BadSupplier(@Nullable Long id, @DefaultValue(supplier = NoConstructor.class) String name) {
	}

	record NoConstructor(String get) implements Supplier<String> {
	}

	@Model
	record Columns(@Nullable Long id, @Column(length = 3) int number, @Column(precision = 3) String text,
			@Column(precision = 2, scale = 3) BigDecimal price, @Column(length = 3) Level level,
			@Column(length = -1) String negative) {
	}

	@Model
	record Versions(@Nullable Long id, @Version String text, @Version @DefaultValue("1") long second) {
	}

	@Model
	record Times(@Nullable Long id, @AutoNow String text, @AutoNow @AutoNowAdd Instant twice) {
	}

	@Model
	record NoRelation(@Nullable Long id, @ForeignKey(onDelete = OnDelete.CASCADE) long author) {
	}

	@Model
	interface Shape {

		long id();

	}

	@Model
	public static class TwoConstructors {

		public TwoConstructors(Long id) {
		}

		public TwoConstructors(Long id, String name) {
		}

	}

	@Model
	static class NoParameters {

	}

	@Model
	static class NoAccessor {

		@Column(length = 3)
		private final String stray = "";

		private final @Nullable Long id;

		NoAccessor(@Nullable Long id, String name) {
			this.id = id;
		}

		@Nullable Long id() {
			return this.id;
		}

		int getName() {
			return this.stray.length();
		}

	}

	@Model(ordering = { "?", "titel", "id__nothing", "name____x" }, getLatestBy = "?",
			uniqueTogether = { @UniqueTogether("nam"), @UniqueTogether({ "name", "name" }) })
	record Options(@Nullable Long id, String name) {
	}

}
