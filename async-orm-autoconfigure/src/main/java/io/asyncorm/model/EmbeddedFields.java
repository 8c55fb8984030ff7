package io.asyncorm.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * Adds the columns of what is embedded to a model, and the field that it is as a whole.
 *
 * @param fields adds fields to the model
 * @param converters how the parts are stored
 */
record EmbeddedFields(FieldBuilder fields, Converters converters) {

	/** Adds a key that is a record, or a value that is {@link Embedded}. */
	void add(EmbeddedRecord embedded) {
		PropertyDeclaration property = embedded.property();
		if (embedded.isValue()) {
			addValue(embedded, property, prefix(property), property.nullable());
		}
		else {
			addKey(embedded);
		}
	}

	private void addKey(EmbeddedRecord key) {
		PropertyDeclaration property = key.property();
		for (PropertyDeclaration part : key.parts().properties()) {
			this.fields.addKeyPart(part.within(property.accessor(), part.name()), typeOf(part));
		}
		ModelField field = this.fields.addKey(property.name(), key.form(), accessor(property));
		for (int i = 0; i < field.columns().size(); i++) {
			PropertyDeclaration part = key.parts().properties().get(i);
			field.parts().add(field.columns().get(i), part.name(), part.accessors());
		}
	}

	/** Of an object that lacks a part which a new row is given, there is no key yet. */
	private Function<Object, @Nullable Object> accessor(PropertyDeclaration key) {
		List<ModelField> made = this.fields.keyColumns().stream().filter(CompositeKey::isMade).toList();
		return made.isEmpty() ? key.accessor() : (object) -> {
			for (ModelField part : made) {
				if (part.get(object) == null) {
					return null;
				}
			}
			return key.accessor().apply(object);
		};
	}

	/**
	 * @param property the property, as one of the model
	 * @param nullable whether it can be null, or what it is embedded in
	 */
	private ModelField addValue(EmbeddedRecord value, PropertyDeclaration property, String prefix, boolean nullable) {
		Map<PropertyDeclaration, ModelField> parts = new LinkedHashMap<>();
		List<ModelField> columns = new ArrayList<>();
		for (PropertyDeclaration part : value.parts().properties()) {
			PropertyDeclaration placed = part.within(property.accessor(), partName(property, part));
			EmbeddedRecord record = value.records().get(part);
			ModelField field = (record != null)
					? addValue(record, placed, prefix + prefix(part), nullable || part.nullable())
					: this.fields.addPart(placed, typeOf(part), prefix + this.fields.column(part), nullable);
			parts.put(part, field);
			columns.addAll(field.columns());
		}
		ModelField field = this.fields.addEmbedded(property, columns, value.form(), nullable);
		parts.forEach((part, each) -> field.parts().add(each, part.name(), part.accessors()));
		field.parts().prefix(prefix);
		return field;
	}

	/** The name of a part among the fields of the model. */
	static String partName(PropertyDeclaration property, PropertyDeclaration part) {
		return property.name() + StringUtils.capitalize(part.name());
	}

	private StoredType typeOf(PropertyDeclaration part) {
		return this.converters.typeOf(this.fields.type(), part);
	}

	private String prefix(PropertyDeclaration property) {
		Embedded annotation = property.annotation(Embedded.class);
		return (annotation != null) ? annotation.prefix().replace(Embedded.COLUMN, this.fields.column(property)) : "";
	}

}
