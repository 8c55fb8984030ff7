package io.asyncorm.model;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedArrayType;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;

import io.asyncorm.type.ColumnType;
import org.springframework.core.KotlinDetector;

/**
 * Checks at startup that the annotations of one property fit its type, and reports those
 * that do not.
 */
final class PropertyChecks {

	private static final List<Class<? extends Annotation>> RELATIONS = List.of(ForeignKey.class, OneToOne.class,
			ManyToMany.class);

	private static final List<Class<? extends Annotation>> STORED = List.of(Column.class, DefaultValue.class,
			DatabaseDefault.class, ReadOnly.class, CreatedBy.class, ModifiedBy.class, Check.class, Check.Several.class,
			Comment.class);

	private static final List<Class<? extends Annotation>> SIMPLE = List.of(Json.class, AutoNow.class, AutoNowAdd.class,
			Convert.class, Version.class, GeneratedKey.class, SoftDelete.class);

	/** What sets a property, besides who is acting. */
	private static final List<Class<? extends Annotation>> OTHER_STAMPS = List.of(AutoNow.class, AutoNowAdd.class,
			DefaultValue.class, DatabaseDefault.class, ReadOnly.class, Version.class);

	/** The types of versions. */
	private static final List<Class<?>> VERSIONS = List.of(Long.class, Integer.class, Instant.class);

	private static final List<Class<? extends Annotation>> UNVERSIONED = List.of(AutoNow.class, AutoNowAdd.class,
			DefaultValue.class, DatabaseDefault.class, ReadOnly.class, Convert.class, Json.class);

	/** What gives a new row a key, or part of one, that the object lacks. */
	private static final List<Class<? extends Annotation>> MADE = List.of(GeneratedKey.class, DatabaseDefault.class,
			DefaultValue.class, ReadOnly.class);

	/** What the part of a key cannot be that is a record. */
	private static final List<Class<? extends Annotation>> NO_PART = List.of(PrimaryKey.class, Version.class,
			SoftDelete.class, CreatedBy.class, ModifiedBy.class, Embedded.class);

	/** What the part of an embedded value cannot be. */
	private static final List<Class<? extends Annotation>> OF_ROWS = List.of(PrimaryKey.class, GeneratedKey.class,
			Version.class, SoftDelete.class);

	private static final List<Class<? extends Annotation>> NOT_SOFT = List.of(PrimaryKey.class, AutoNow.class,
			AutoNowAdd.class, ReadOnly.class, Version.class, CreatedBy.class, ModifiedBy.class, Convert.class,
			Json.class);

	private final ModelDeclaration declaration;

	private final PropertyDeclaration property;

	private final Class<?> columnType;

	private final ModelFaults faults;

	/**
	 * @param columnType the boxed type of the property's column, if it has one
	 */
	PropertyChecks(ModelDeclaration declaration, PropertyDeclaration property, Class<?> columnType,
			ModelFaults faults) {
		this.declaration = declaration;
		this.property = property;
		this.columnType = columnType;
		this.faults = faults;
	}

	void check() {
		checkName();
		if (this.property.isRelation()) {
			checkRelation();
			checkRelatedKey();
		}
		else {
			checkType();
			refuse(RELATIONS, "it is no relation; declare a Ref or Many, or remove the annotation");
			checkKey();
		}
		checkColumn();
		checkTime();
		checkUser();
		new GenerationChecks(this.property, this.declaration.isKey(this.property), this.columnType, this::fault)
			.check();
		if (this.property.has(Version.class)) {
			checkVersion();
		}
		if (this.property.has(SoftDelete.class) && !this.property.isRelation()) {
			checkSoftDelete();
		}
	}

	void checkName() {
		String name = this.property.name();
		if (!NamePath.isOneName(name)) {
			fault("lookups are split at '" + NamePath.SEPARATOR
					+ "', so its name can neither hold that nor end in '_'; rename it");
		}
		if (name.equals(ModelKeys.KEY) && this.property != this.declaration.key()) {
			fault("'pk' always means the key; rename it, or mark it with @PrimaryKey");
		}
		for (PropertyDeclaration other : this.declaration.properties()) {
			if (other.isForward() && this.property.normalized().equals(other.normalized() + "Id")) {
				fault("'" + name + "' names the key of the foreign key '" + other.name() + "'; rename one of them");
			}
		}
	}

	private void checkRelation() {
		long annotations = RELATIONS.stream().filter(this.property::has).count();
		if (annotations > 1) {
			fault("it has more than one of @ForeignKey, @OneToOne and @ManyToMany; keep one of them");
		}
		String type = this.property.type().getSimpleName();
		if (this.property.isForward() && !this.property.holds(ModelRelation.Kind.FOREIGN_KEY)) {
			fault("@ForeignKey and @OneToOne lead to one object; declare a Ref instead of a " + type);
		}
		if (this.property.has(ManyToMany.class) && !this.property.holds(ModelRelation.Kind.MANY_TO_MANY)) {
			fault("@ManyToMany leads to many objects; declare a Many instead of a " + type);
		}
		if (this.property.isReverse() && this.property.type().isAnnotationPresent(RelationType.class)
				&& this.property.holds(ModelRelation.Kind.FOREIGN_KEY)) {
			fault("a " + type + " needs to say what becomes of it when its target is deleted;"
					+ " add @ForeignKey(onDelete = ...) or @OneToOne(onDelete = ...)");
		}
		refuse(SIMPLE, "it is a relation; remove the annotation");
		if (!this.property.isForward()) {
			refuse(STORED, "it has no column; remove the annotation");
			if (this.property.isReverse()) {
				refuse(List.of(RenamedFrom.class), "it has no column; remove the annotation");
			}
		}
	}

	private void checkType() {
		Class<?> type = this.property.type();
		if (!this.property.has(Json.class) && !ColumnType.isSimple(this.columnType)) {
			Class<?> element = ArrayConverter.elementOf(this.property);
			fault("no column can hold a '" + type.getTypeName() + "'"
					+ ((element != null) ? TypeAdvice.ofElement(element) : "; " + TypeAdvice.of(type)));
		}
		if (this.property.has(Json.class) && this.property.has(Convert.class)) {
			fault("it has both @Json and @Convert; keep one of them");
		}
		if (this.property.annotatedType() instanceof AnnotatedArrayType array && type.getComponentType().isPrimitive()
				&& Nullability.isNullable(array.getAnnotatedGenericComponentType())) {
			fault("@Nullable stands at the elements; write '" + type.getComponentType() + " @Nullable []'");
		}
	}

	/** Another object of the same key would be the same row. */
	private void checkRelatedKey() {
		if (this.property.has(PrimaryKey.class) && !this.property.isForward()) {
			refuse(List.of(PrimaryKey.class), "it has no column; remove the annotation");
			return;
		}
		if (!this.declaration.isKey(this.property)) {
			return;
		}
		if (this.property == this.declaration.key() && this.property.isForward()
				&& !this.property.has(OneToOne.class)) {
			fault("a foreign key that is the whole key leads one row to each object; declare it as @OneToOne");
		}
		checkGiven();
	}

	/** Only a key that is made for the new row is missing before. */
	private void checkGiven() {
		boolean made = MADE.stream().anyMatch(this.property::has);
		if (this.property.nullable() && !made && !this.declaration.isTenant(this.property)) {
			fault("it is " + ((this.property != this.declaration.key()) ? "part of " : "")
					+ "the key, which every object is given; remove @Nullable"
					+ (this.property.isRelation() ? "" : ", or say what makes it: @GeneratedKey or @DatabaseDefault"));
		}
		else if (this.property.type().isPrimitive() && made && !this.property.has(DefaultValue.class)) {
			checkPrimitiveKey(this.property.boxedType().getSimpleName());
		}
	}

	private void checkKey() {
		if (!this.declaration.isKey(this.property)) {
			return;
		}
		if (this.property != this.declaration.key()) {
			checkGiven();
		}
		else if (this.property.type().isPrimitive() && !isGivenInKotlin()) {
			checkPrimitiveKey(this.property.boxedType().getSimpleName());
		}
		checkComparable();
	}

	/**
	 * Whether it is a {@code val id: Long} of Kotlin's, which is what is {@code Long id}
	 * in Java: it has no other spelling there.
	 */
	private boolean isGivenInKotlin() {
		int parameter = this.declaration.properties().indexOf(this.property);
		return KotlinDetector.isKotlinType(this.declaration.type()) && MADE.stream().noneMatch(this.property::has)
				&& !this.declaration.constructor().isOptional(parameter);
	}

	/** Checks a part of an embedded value. */
	void checkPart() {
		checkName();
		checkType();
		refuse(RELATIONS, "it is no relation; remove the annotation");
		refuse(OF_ROWS, "it is no part of a row by itself; declare that as a component of the model");
		checkColumn();
		checkTime();
		checkUser();
		new GenerationChecks(this.property, false, this.columnType, this::fault).check();
	}

	/** Checks a component of the record that the key is. */
	void checkKeyPart() {
		checkName();
		checkType();
		checkGiven();
		checkComparable();
		refuse(NO_PART, "it is part of a key; remove the annotation");
		checkColumn();
		checkTime();
		new GenerationChecks(this.property, true, this.columnType, this::fault).check();
	}

	private void checkComparable() {
		if (this.property.has(Json.class) || this.columnType.isArray()) {
			fault("a key is compared as a whole; give it a simple type, such as Long, String or UUID");
		}
		if (this.property.type() == TsVector.class) {
			fault("a TsVector is searched and never compared, so that no row would be found by such a key;"
					+ " give the key a simple type, such as Long, String or UUID");
		}
	}

	/** An object that was not saved yet has no key, which a primitive cannot say. */
	private void checkPrimitiveKey(String boxed) {
		if (KotlinDetector.isKotlinType(this.declaration.type())) {
			fault("the objects that were not saved yet would all have the same key, and replace each other; declare"
					+ " it with '?', or without a default argument if every object is given one");
			return;
		}
		String declaration = boxed + " " + this.property.name();
		fault("a key cannot be primitive: the objects that were not saved yet would all have the same,"
				+ " and replace each other; declare '@Nullable " + declaration + "', or '" + declaration
				+ "' if every object is given one");
	}

	private void checkColumn() {
		Column column = this.property.annotation(Column.class);
		if (column == null) {
			return;
		}
		boolean value = !this.property.isRelation() && !this.property.has(Json.class);
		Class<?> type = this.columnType;
		ColumnType columnType = value ? ColumnType.find(type) : null;
		if (column.length() < 0 || column.precision() < 0 || column.scale() < 0) {
			fault("a length, precision or scale cannot be negative");
		}
		if (value && columnType == null) {
			// No column can hold the type, which is told already
			return;
		}
		if (column.length() != 0 && (columnType == null || !columnType.hasLength())) {
			fault("only text and bytes have a length; remove it from @Column");
		}
		if ((column.precision() != 0 || column.scale() != 0) && (columnType == null || !columnType.isDecimal())) {
			fault("only a BigDecimal or BigInteger has precision and scale; remove them from @Column");
		}
		else if (column.scale() > column.precision()) {
			fault("its scale is larger than its precision; precision counts all digits, scale those behind the point");
		}
		if (type.isEnum() && column.length() > 0) {
			checkConstants(type, column.length());
		}
		if (TypeAdvice.isLeftOut(column.type())) {
			fault("its column is declared as '" + column.type() + "'; " + TypeAdvice.ofColumn(column.type()));
		}
	}

	private void checkConstants(Class<?> type, int length) {
		for (Object constant : type.getEnumConstants()) {
			String name = ((Enum<?>) constant).name();
			if (name.length() > length) {
				fault("its length is " + length + ", but the constant '" + name + "' has " + name.length()
						+ " characters; raise the length");
			}
		}
	}

	private void checkTime() {
		boolean now = this.property.has(AutoNow.class);
		boolean nowAdd = this.property.has(AutoNowAdd.class);
		ColumnType type = ColumnType.find(this.columnType);
		// A month is a day in its column, but no day
		boolean month = this.property.boxedType() == YearMonth.class;
		if ((now || nowAdd) && (type == null || type.clock() == null || month)) {
			fault("only an Instant, OffsetDateTime, ZonedDateTime, LocalDateTime, LocalDate or LocalTime can be set to"
					+ " the present time; remove @AutoNow and @AutoNowAdd");
		}
		if (now && nowAdd || (now || nowAdd) && this.property.has(DefaultValue.class)) {
			fault("@AutoNow, @AutoNowAdd and @DefaultValue exclude each other; keep one of them");
		}
	}

	private void checkUser() {
		if (!this.property.has(CreatedBy.class) && !this.property.has(ModifiedBy.class)) {
			return;
		}
		long others = OTHER_STAMPS.stream().filter(this.property::has).count();
		if (this.property.has(CreatedBy.class) && this.property.has(ModifiedBy.class) || others > 0
				|| this.declaration.isKey(this.property)) {
			fault("it is set to the user who is acting, and to nothing else; keep only @CreatedBy or @ModifiedBy");
		}
	}

	private void checkVersion() {
		if (!VERSIONS.contains(this.property.boxedType())) {
			fault("a version is counted, or is the time of the change; declare a long, an int or an Instant");
		}
		if (this.declaration.isKey(this.property)) {
			fault("it is the key, which does not change; give the version a property of its own");
		}
		for (PropertyDeclaration other : this.declaration.properties()) {
			if (other != this.property && other.has(Version.class)) {
				fault("'" + other.name() + "' is marked with @Version too; a row has one version");
			}
		}
		refuse(UNVERSIONED, "the version of a row is set by the library; remove the annotation");
	}

	private void checkSoftDelete() {
		boolean time = this.property.boxedType() == Instant.class && this.property.nullable();
		if (!time && !this.property.type().equals(boolean.class)) {
			fault("it says whether a row counts as deleted; declare a @Nullable Instant, its time, or a boolean");
		}
		for (PropertyDeclaration other : this.declaration.properties()) {
			if (other != this.property && other.has(SoftDelete.class)) {
				fault("'" + other.name() + "' is marked with @SoftDelete too; keep one of them");
			}
		}
		refuse(NOT_SOFT, "it is set when a row is deleted; remove the annotation");
	}

	private void refuse(List<Class<? extends Annotation>> annotations, String why) {
		for (Class<? extends Annotation> annotation : annotations) {
			if (this.property.has(annotation)) {
				fault("@" + annotation.getSimpleName() + " means nothing here, since " + why);
			}
		}
	}

	private void fault(String fault) {
		this.faults.add(this.declaration.type(), this.property.name(), fault);
	}

}
