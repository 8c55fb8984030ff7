package io.asyncorm.model;

import java.util.ArrayList;
import java.util.List;

import io.asyncorm.type.ColumnType;
import org.jspecify.annotations.Nullable;

/**
 * A composite key that is one property of the model: a record, whose components are
 * columns of the model's table.
 *
 * @param property the property
 * @param parts the record's components, as properties of the model
 */
record EmbeddedKey(PropertyDeclaration property, ModelDeclaration parts) {

	/**
	 * Reads the record of a key; null if the key is no record, or is stored in one
	 * column.
	 * @param type how the property is stored otherwise
	 */
	static @Nullable EmbeddedKey find(ModelDeclaration model, PropertyDeclaration property, StoredType type,
			ModelFaults faults) {
		if (model.key() != property || !property.type().isRecord() || property.has(Json.class)
				|| type.conversion() != null || ColumnType.isSimple(type.type())) {
			return null;
		}
		ModelDeclaration embedded = new DeclarationReader(property.type(), faults).read();
		if (embedded == null || embedded.properties().size() < 2) {
			return null;
		}
		List<PropertyDeclaration> parts = new ArrayList<>();
		for (PropertyDeclaration part : embedded.properties()) {
			parts.add(new PropertyDeclaration(part.name(), part.type(), part.annotatedType(), part.annotated(),
					(object) -> {
						Object key = property.accessor().apply(object);
						return (key != null) ? part.accessor().apply(key) : null;
					}, part.accessors()));
		}
		return new EmbeddedKey(property,
				new ModelDeclaration(model.type(), List.copyOf(parts), embedded.constructor()));
	}

	/** How the key is held in Java. */
	CompositeForm form() {
		return new CompositeForm(this.property.type(), this.parts.constructor());
	}

	/** Reports what its parts cannot be. */
	void check(ModelDeclaration model, Converters converters, ModelFaults faults) {
		if (this.property.nullable()) {
			faults.add(model.type(), this.property.name(),
					"it is the key, which every object is given; remove @Nullable");
		}
		for (PropertyDeclaration part : this.parts.properties()) {
			if (part.isRelation()) {
				faults.add(model.type(), part.name(), "a key that is a record holds no relations; declare its parts as"
						+ " components of '" + model.type().getSimpleName() + "' itself, each with @PrimaryKey");
				continue;
			}
			PropertyDeclaration other = model.find(part.normalized());
			if (other != null) {
				faults.add(model.type(), part.name(),
						"the record of the key has a component of this name too; rename one of them");
			}
			new PropertyChecks(this.parts, part, converters.typeOf(model.type(), part).type(), faults).checkPart();
		}
	}

}
