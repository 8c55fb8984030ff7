package io.asyncorm.model;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.List;

import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;

/**
 * Checks at startup what is embedded: keys that are records, and what {@link Embedded}
 * marks.
 *
 * @param model the model in whose table the columns are
 * @param converters how the parts are stored
 * @param faults takes what is wrong
 */
record EmbeddedChecks(ModelDeclaration model, Converters converters, ModelFaults faults) {

	/** What describes one column, or none. */
	private static final List<Class<? extends Annotation>> OF_ONE_COLUMN = List.of(Column.class, DefaultValue.class,
			DatabaseDefault.class, ReadOnly.class, CreatedBy.class, ModifiedBy.class, AutoNow.class, AutoNowAdd.class,
			Version.class, SoftDelete.class, GeneratedKey.class, Json.class, Convert.class, ForeignKey.class,
			OneToOne.class, ManyToMany.class);

	/** What is written where nothing is given, and so would be where all is null. */
	private static final List<Class<? extends Annotation>> FILLED = List.of(DatabaseDefault.class, ReadOnly.class,
			CreatedBy.class, ModifiedBy.class, AutoNow.class, AutoNowAdd.class);

	/** Reports what the parts of a key cannot be. */
	void checkKey(EmbeddedRecord key) {
		if (key.property().nullable()) {
			fault(key.property(), "it is the key, which every object is given; remove @Nullable");
		}
		checkEquality(key.property());
		for (PropertyDeclaration part : key.parts().properties()) {
			if (part.isRelation()) {
				fault(part, "a key that is a record holds no relations; declare its parts as components of '"
						+ this.model.type().getSimpleName() + "' itself, each with @PrimaryKey");
				continue;
			}
			PropertyDeclaration other = this.model.find(part.normalized());
			if (other != null) {
				fault(part, "the record of the key has a component of this name too; rename one of them");
			}
			checks(key, part).checkKeyPart();
		}
	}

	/** Results by key, such as those of {@code ainBulk}, are maps. */
	private void checkEquality(PropertyDeclaration key) {
		Class<?> type = key.type();
		Method equals = ClassUtils.getMethod(type, "equals", Object.class);
		Method hashCode = ClassUtils.getMethod(type, "hashCode");
		if (equals.getDeclaringClass() == Object.class || hashCode.getDeclaringClass() == Object.class) {
			fault(key,
					"objects are found by it in maps, but two equal keys of '" + type.getSimpleName()
							+ "' would be different ones there; declare its equals and hashCode, or make it a "
							+ KotlinSupport.recordOf(type));
		}
	}

	/** Reports what is wrong with a value that is embedded. */
	void checkValue(EmbeddedRecord value) {
		PropertyDeclaration property = value.property();
		new PropertyChecks(this.model, property, Object.class, this.faults).checkName();
		if (this.model.isKey(property)) {
			fault(property, property.type().isRecord()
					? "a key that is a record is embedded by itself, and its columns are called as they are; remove"
							+ " @Embedded"
					: "a key of several columns is a record; declare one, and remove @Embedded");
		}
		for (Class<? extends Annotation> annotation : OF_ONE_COLUMN) {
			if (property.has(annotation)) {
				fault(property,
						"it is @Embedded and has a column for each of its parts, which @" + annotation.getSimpleName()
								+ " cannot describe; move it into '" + property.type().getSimpleName()
								+ "', or remove it"
								+ ((annotation == Column.class) ? ". Its columns are named by @Embedded(prefix)" : ""));
			}
		}
		if (OtherConversions.isConverted(property)) {
			fault(property, "it is @Embedded and has a column for each of its parts, which Jakarta's @Convert cannot"
					+ " describe; move it into '" + property.type().getSimpleName() + "', or remove one of them");
		}
		checkParts(value, property.name(), property.nullable());
	}

	/**
	 * @param name what the value is called among the fields of the model
	 * @param nullable whether it can be null, or what it is embedded in
	 */
	private void checkParts(EmbeddedRecord value, String name, boolean nullable) {
		for (PropertyDeclaration part : value.parts().properties()) {
			EmbeddedRecord record = value.records().get(part);
			String field = name + StringUtils.capitalize(part.name());
			PropertyDeclaration other = this.model.find(PropertyNames.toCamelCase(field));
			if (other != null) {
				fault(other, "the part '" + part.name() + "' of '" + name + "' is called '" + field
						+ "' among the fields of the model, as this property is; rename one of them");
			}
			if (record != null) {
				checkParts(record, field, nullable || part.nullable());
				continue;
			}
			String where = value.property().type().getSimpleName() + "." + part.name();
			if (part.isRelation()) {
				fault(value.property(), "'" + where + "' is a relation, which nothing that is embedded can hold;"
						+ " declare it as a component of '" + this.model.type().getSimpleName() + "' itself");
				continue;
			}
			checks(value, part).checkPart();
			for (Class<? extends Annotation> annotation : FILLED) {
				if (nullable && part.has(annotation)) {
					fault(value.property(),
							"'" + where + "' is marked with @" + annotation.getSimpleName()
									+ ", which would be written where '" + value.property().name()
									+ "' is null, too; remove the annotation, or @Nullable");
				}
			}
		}
	}

	private PropertyChecks checks(EmbeddedRecord record, PropertyDeclaration part) {
		ModelDeclaration parts = new ModelDeclaration(this.model.type(), record.parts().properties(),
				record.parts().constructor(), List.of());
		return new PropertyChecks(parts, part, this.converters.typeOf(this.model.type(), part).type(), this.faults);
	}

	private void fault(PropertyDeclaration property, String fault) {
		this.faults.add(this.model.type(), property.name(), fault);
	}

}
