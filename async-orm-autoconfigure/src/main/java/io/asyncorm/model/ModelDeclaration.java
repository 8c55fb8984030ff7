package io.asyncorm.model;

import java.util.List;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * The declaration of a model class: its properties and constructor, before relations are
 * linked.
 *
 * @param type the class
 * @param properties the parameters of the constructor, and what is set after it
 * @param constructor constructs an object from the values of the properties
 * @param inverses the sides of relations that it leaves to other models
 */
record ModelDeclaration(Class<?> type, List<PropertyDeclaration> properties, ObjectConstructor constructor,
		List<InverseSide> inverses) {

	/**
	 * The properties that are the primary key: what {@link PrimaryKey} marks, otherwise
	 * the one called {@code id}.
	 */
	List<PropertyDeclaration> keys() {
		List<PropertyDeclaration> marked = this.properties.stream()
			.filter((property) -> property.has(PrimaryKey.class))
			.toList();
		PropertyDeclaration id = marked.isEmpty() ? find("id") : null;
		return (id != null) ? List.of(id) : marked;
	}

	/** The same as a key, no part of which is null unless something makes it. */
	ModelDeclaration ofKey() {
		return new ModelDeclaration(this.type, this.properties.stream().map(PropertyDeclaration::said).toList(),
				this.constructor, this.inverses);
	}

	/**
	 * The same, in which values whose types say so are embedded.
	 * @param converted whether a property is stored otherwise, although nothing at it
	 * says so
	 */
	ModelDeclaration embedding(Predicate<PropertyDeclaration> converted) {
		return new ModelDeclaration(this.type,
				this.properties.stream()
					.map((property) -> (OtherAnnotations.isEmbedded(property) && !converted.test(property))
							? property.embedded() : property)
					.toList(),
				this.constructor, this.inverses);
	}

	/** Whether all that the constructor takes or sets is a property. */
	boolean isComplete() {
		return this.properties.size() == this.constructor.size();
	}

	/** The property that alone is the key; null if there is none, or several are. */
	@Nullable PropertyDeclaration key() {
		List<PropertyDeclaration> keys = keys();
		return (keys.size() == 1) ? keys.get(0) : null;
	}

	/** Whether a property is the key, or part of it. */
	boolean isKey(PropertyDeclaration property) {
		return keys().stream().anyMatch((key) -> key == property);
	}

	/** Whether a property is that of {@link Model#distributedBy()}. */
	boolean isTenant(PropertyDeclaration property) {
		Model model = this.type.getAnnotation(Model.class);
		return model != null && PropertyNames.toCamelCase(model.distributedBy()).equals(property.normalized());
	}

	/**
	 * The property that a foreign key refers to; null if there is none.
	 * @param toField its name; empty for the key
	 */
	@Nullable PropertyDeclaration referred(String toField) {
		return (toField.isEmpty() || toField.equals("pk")) ? key() : find(PropertyNames.toCamelCase(toField));
	}

	@Nullable PropertyDeclaration find(String normalizedName) {
		for (PropertyDeclaration property : this.properties) {
			if (property.normalized().equals(normalizedName)) {
				return property;
			}
		}
		return null;
	}

}
