package io.asyncorm.model;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

/**
 * The columns of a field and what they are called within it, and the embedded value that
 * the field itself is a part of. Immutable once the registry is built.
 * <p>
 * Internal: it may change at any time.
 *
 * @since 0.1.0
 */
public final class FieldParts {

	private final ModelField field;

	private final List<ModelField> columns;

	private final @Nullable CompositeForm form;

	private final Map<String, ModelField> byName = new HashMap<>();

	private final Map<String, ModelField> byAccessor = new HashMap<>();

	private @Nullable ModelField owner;

	private String name;

	private String prefix = "";

	/**
	 * @param form how values of several columns are held in Java; null if there is one
	 */
	FieldParts(ModelField field, List<ModelField> columns, @Nullable CompositeForm form) {
		this.field = field;
		this.columns = List.copyOf(columns);
		this.form = form;
		this.name = field.name();
	}

	/**
	 * Takes a field in as a part of this one.
	 * @param name what the record calls it
	 * @param accessors the methods that return it
	 */
	void add(ModelField part, String name, Collection<String> accessors) {
		this.byName.put(PropertyNames.toCamelCase(name), part);
		accessors.forEach((accessor) -> this.byAccessor.put(accessor, part));
		if (isEmbedded()) {
			part.parts().owner = this.field;
			part.parts().name = name;
		}
	}

	/**
	 * Keeps what the names of the columns begin with, of which the record has the rest.
	 */
	void prefix(String prefix) {
		this.prefix = prefix;
	}

	/**
	 * What the name of the column begins with that its own declaration does not say:
	 * {@code address_} of the city of an address.
	 */
	public String prefix() {
		return (this.owner != null) ? this.owner.parts().prefix : "";
	}

	/** What the names of all columns of an embedded value begin with. */
	String prefixOfParts() {
		return this.prefix;
	}

	/** Each column of a foreign key refers to one of the target's. */
	void link(ModelField target) {
		for (int i = 0; i < this.columns.size(); i++) {
			if (!isShared(this.columns.get(i))) {
				this.columns.get(i).link(null, target.columns().get(i));
			}
		}
	}

	/**
	 * Whether a column of a foreign key is that of the row's own tenant, which all
	 * foreign keys to rows of the same tenant share: it never changes, and is no value of
	 * the foreign key's own.
	 */
	public boolean isShared(ModelField column) {
		ModelMetadata<?> model = this.field.model();
		return this.form != null && column == model.tenantField() && !(model.hasKey() && model.key() == this.field);
	}

	/** The columns that are none of another field's: all, but for a tenant's. */
	public List<ModelField> ownColumns() {
		return this.columns.stream().filter((column) -> !isShared(column)).toList();
	}

	List<ModelField> columns() {
		return this.columns;
	}

	@Nullable CompositeForm form() {
		return this.form;
	}

	private @Nullable EmbeddedRecord embedded() {
		return (this.form != null) ? this.form.value() : null;
	}

	/**
	 * Whether the field is a value of several columns that is no key: {@link Embedded}.
	 */
	boolean isEmbedded() {
		return embedded() != null;
	}

	/** The embedded value of which the field is a part; null if there is none. */
	public @Nullable ModelField owner() {
		return this.owner;
	}

	/** The embedded value that the field is a part of, as the model has it, or itself. */
	public ModelField outermost() {
		return (this.owner != null) ? this.owner.parts().outermost() : this.field;
	}

	/**
	 * The name that lookups have for the field: {@code address__city} for a part.
	 */
	public String path() {
		return (this.owner != null)
				? NamePath.join(List.of(this.owner.parts().path(), this.name), UnaryOperator.identity()) : this.name;
	}

	/** Whether the field is part of an embedded value whose record requires it. */
	public boolean isRequired() {
		EmbeddedRecord record = (this.owner != null) ? this.owner.parts().embedded() : null;
		return record != null && record.parts()
			.properties()
			.stream()
			.anyMatch((part) -> part.name().equals(this.name) && !part.nullable());
	}

	/**
	 * The condition in SQL, with quoted names, that the rows of a nullable embedded value
	 * meet: all of its columns are null, or none is that its record requires; empty if
	 * any row does.
	 */
	public String condition() {
		EmbeddedRecord embedded = embedded();
		boolean outermost = this.owner == null || !this.owner.nullable();
		return (embedded != null && outermost && this.field.nullable() && this.columns.size() > 1)
				? EmbeddedConditions.whole(embedded, this.columns) : "";
	}

	/** The part that the record calls by this name, in either spelling. */
	public @Nullable ModelField find(String name) {
		return this.byName.get(PropertyNames.toCamelCase(name));
	}

	/** The part that an accessor of the record reads, by the name of the method. */
	public @Nullable ModelField findByAccessor(String accessor) {
		return this.byAccessor.get(accessor);
	}

	/** What the record calls its parts, for messages. */
	public List<String> names() {
		return this.byName.values().stream().map((part) -> part.parts().name).sorted().toList();
	}

	/**
	 * What users hold, of a value of the property for each column; null if a key lacks
	 * one, or all columns of an embedded value are null.
	 */
	public @Nullable Object whole(List<? extends @Nullable Object> values) {
		boolean none = isEmbedded() ? isAbsent(values) : values.contains(null);
		return none ? null : this.field.toProperty(values);
	}

	/** Whether these values of the columns mean that an embedded value is null. */
	public boolean isAbsent(List<? extends @Nullable Object> values) {
		EmbeddedRecord embedded = embedded();
		return embedded != null && embedded.isAbsent(values);
	}

	/**
	 * The column that must not be null where the embedded value is not, and is; null if
	 * there is none.
	 */
	public @Nullable ModelField missing(List<? extends @Nullable Object> values) {
		EmbeddedRecord embedded = embedded();
		int missing = (embedded != null) ? embedded.missing(values, (column) -> true) : -1;
		return (missing >= 0) ? this.columns.get(missing) : null;
	}

}
