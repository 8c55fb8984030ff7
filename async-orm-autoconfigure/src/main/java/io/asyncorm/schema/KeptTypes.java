package io.asyncorm.schema;

import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

import io.asyncorm.dialect.Catalog;
import io.asyncorm.dialect.CatalogColumn;
import io.asyncorm.dialect.CatalogTable;
import io.asyncorm.dialect.Dialect;
import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.model.TypeAdvice;
import io.asyncorm.sql.SqlType;
import io.asyncorm.type.ColumnType;
import org.jspecify.annotations.Nullable;

/**
 * The types of columns that are the database's own, as {@code citext}, {@code json}, a
 * domain or an enum, under properties that hold them without declaring them: such columns
 * are what the models want, and what refers to them is of their types. Not thread-safe.
 */
final class KeptTypes {

	private static final String ARRAY = "[]";

	/** How long a UUID is as a text. */
	private static final int UUID_LENGTH = 36;

	/** What keeps a document as the text that it was written in. */
	private static final String AS_WRITTEN = "json";

	private final LiveSchema live;

	private final Dialect dialect;

	private final ColumnFit fit;

	private List<CatalogColumn> columns;

	private final Map<String, List<String>> labels;

	private final Set<ModelField> refused = new HashSet<>();

	/**
	 * @param models the models whose tables there may be
	 */
	KeptTypes(LiveSchema live, Iterable<ModelMetadata<?>> models, Dialect dialect, CatalogReader reader) {
		this.live = live;
		this.dialect = dialect;
		this.fit = new ColumnFit(ZoneOffset.UTC, dialect::storedType);
		Set<String> names = new TreeSet<>();
		models.forEach((model) -> {
			CatalogTable table = live.find(model);
			String name = (table != null) ? live.before(table).name() : live.name(model).name();
			names.add(name.toLowerCase(Locale.ROOT));
		});
		CatalogContents contents = reader.read(names);
		if (contents == CatalogContents.UNKNOWN && !names.isEmpty()) {
			throw Trials.unread("columns");
		}
		this.columns = contents.columns();
		Set<String> enums = new TreeSet<>();
		models.forEach((model) -> model.fields()
			.stream()
			.filter((field) -> !constants(field).isEmpty())
			.flatMap((field) -> Stream.ofNullable(nativeType(field)))
			.forEach(enums::add));
		this.labels = reader.labels(enums);
	}

	/**
	 * Keeps only as many types of a model's columns as the database takes together with
	 * what the model declares beside them: the first of those that are in the way of each
	 * other.
	 * @param refusing whether the database refuses the model with the types that are kept
	 */
	void refuse(ModelMetadata<?> model, BooleanSupplier refusing) {
		if (!refusing.getAsBoolean()) {
			return;
		}
		List<ModelField> kept = model.fields().stream().filter((field) -> of(field) != null).toList();
		this.refused.addAll(kept);
		for (ModelField field : kept) {
			this.refused.remove(field);
			if (refusing.getAsBoolean()) {
				this.refused.add(field);
			}
		}
	}

	/**
	 * The type of a field's column: one that it has, or else the one that the model says,
	 * by which texts are compared as they were.
	 */
	String of(ModelField field, String declared) {
		String kept = of(field);
		CatalogTable.Column column = column(field);
		boolean own = column != null && field.declaredType().isEmpty() && !isRefused(field);
		return (kept != null) ? kept
				: (own && column != null) ? this.dialect.catalog().collated(declared, column.type()) : declared;
	}

	private CatalogTable.@Nullable Column column(ModelField field) {
		CatalogTable table = this.live.find(field.model());
		return (table == null) ? null
				: table.columns()
					.stream()
					.filter((one) -> one.name().equals(this.live.name(field)))
					.findFirst()
					.orElse(null);
	}

	/**
	 * The type that a field's column has, or is to have as its target; null if another.
	 */
	@Nullable String of(ModelField field) {
		CatalogTable table = this.live.find(field.model());
		CatalogTable.Column column = column(field);
		ModelField target = field.target();
		boolean newIdentity = field.identity() && (column == null || column.identity() == CatalogTable.Identity.NONE);
		if (!field.declaredType().isEmpty() || newIdentity || isRefused(field)
				|| target != null && this.refused.contains(target)) {
			return null;
		}
		if (table == null || column == null) {
			return (target != null) ? of(target) : null;
		}
		return isKept(field, column.type(), type(table, column)) ? column.type() : null;
	}

	/** Whether a type could be kept, but is in the way of what the model declares. */
	boolean isRefused(ModelField field) {
		return this.refused.contains(field);
	}

	/**
	 * The enum of the database that the column of a field is of, or is to be of, or its
	 * elements; null if it is of none.
	 */
	@Nullable String enumOf(ModelField field) {
		String name = constants(field).isEmpty() ? null : nativeType(field);
		return (name != null && this.labels.containsKey(name)) ? name : null;
	}

	/** The values of an enum of the database, in its order. */
	List<String> labels(String type) {
		return this.labels.getOrDefault(type, List.of());
	}

	/** The type of a field, or of its elements. */
	static Class<?> element(ModelField field) {
		Class<?> type = field.type();
		return type.isArray() ? type.getComponentType() : type;
	}

	/** The constants of the enum that a field or its elements are of. */
	static List<String> constants(ModelField field) {
		return field.json() ? List.of() : ColumnType.constants(element(field));
	}

	/** The constants of a field that the enum of its column lacks. */
	List<String> missingLabels(ModelField field) {
		String type = enumOf(field);
		return (type == null) ? List.of()
				: constants(field).stream().filter((name) -> !labels(type).contains(name)).toList();
	}

	/** The type of a column, or of its elements. */
	private @Nullable String nativeType(ModelField field) {
		String declared = field.declaredType().isEmpty() ? null
				: this.dialect.catalog().declared(field.declaredType()).name();
		CatalogTable table = this.live.find(field.model());
		CatalogTable.Column column = column(field);
		String is = (table != null && column != null) ? type(table, column).name() : declared;
		return (is == null || declared != null && !declared.equals(is)) ? null : is.replace(ARRAY, "");
	}

	/** Takes what the enums have once values of them are renamed. */
	void rename(String type, Map<String, String> labels) {
		this.labels.computeIfPresent(type,
				(name, all) -> all.stream().map((label) -> labels.getOrDefault(label, label)).toList());
		this.columns = this.columns.stream().map((column) -> {
			CatalogColumn.Type is = column.type();
			List<String> others = is.labels().stream().map((label) -> labels.getOrDefault(label, label)).toList();
			return !type.equals(is.name()) ? column : new CatalogColumn(column.schema(), column.table(), column.name(),
					is.withLabels(others, is.sorted()), column.found(), column.source(), column.deferrable());
		}).toList();
	}

	/** The column that a field is stored in as a text; null if it is in none. */
	CatalogTable.@Nullable Column textOf(ModelField field) {
		CatalogTable table = this.live.find(field.model());
		return (table == null) ? null
				: table.columns()
					.stream()
					.filter((column) -> column.name().equals(this.live.name(field)) && column.computedOf() == null
							&& isText(column, type(table, column)))
					.findFirst()
					.orElse(null);
	}

	/** Whether a column can hold a text as it is: an enum only its values. */
	boolean holds(CatalogTable table, CatalogTable.Column column, String text) {
		List<String> labels = type(table, column).labels();
		return labels.isEmpty() || labels.contains(text);
	}

	/** An enum without a name has texts, too, and becomes one where it lacks others. */
	private boolean isText(CatalogTable.Column column, CatalogColumn.Type type) {
		Catalog catalog = this.dialect.catalog();
		return type.standard() == SqlType.TEXT || TypeChange.holdsTexts(catalog.standardName(column.type()))
				|| !catalog.strict() && !type.labels().isEmpty();
	}

	/** What the column holds: of a domain, the type below it. */
	private CatalogColumn.Type type(CatalogTable table, CatalogTable.Column column) {
		CatalogTable before = this.live.before(table);
		String name = before.columns().get(table.columns().indexOf(column)).name();
		return this.columns.stream()
			.filter((one) -> one.schema().equals(before.schema()) && one.table().equals(before.name())
					&& one.name().equals(name))
			.map(CatalogColumn::type)
			.findFirst()
			.orElseGet(() -> this.dialect.catalog().declared(column.type()));
	}

	private boolean isKept(ModelField field, String name, CatalogColumn.Type type) {
		Catalog catalog = this.dialect.catalog();
		boolean array = name.endsWith(ARRAY);
		String single = array ? name.substring(0, name.length() - ARRAY.length()) : name;
		if (!OwnTypes.isOwn(field) && (catalog.holds(propertyType(field), name) || isLimitedByIndex(field, name))) {
			return true;
		}
		if (!catalog.isOwn(single) || TypeAdvice.isLeftOut(single)) {
			return false;
		}
		if (OwnTypes.isOwn(field)) {
			return !new OwnTypes(this.dialect, this.fit).isImpossible(field, type) && !isTooShort(field, type);
		}
		SqlType property = propertyType(field);
		if (!catalog.strict()) {
			return isAlike(field, property, name, type) && !isTooShort(field, type);
		}
		if (type.standard() != null) {
			boolean limited = name.startsWith(type.name() + " ");
			return !limited && type.standard() == this.dialect.storedType(property) && !isTooShort(field, type);
		}
		if (property == SqlType.JSON) {
			return AS_WRITTEN.equals(type.name()) && !isIndexed(field);
		}
		boolean ofArray = type.name() != null && type.name().endsWith(ARRAY);
		return !ofArray && !this.fit.isImpossible(property, type, catalog.strict()) && isSortedAs(property, type)
				&& !isTooShort(field, type);
	}

	private static SqlType propertyType(ModelField field) {
		return field.json() ? SqlType.JSON : ColumnType.sqlType(field.type());
	}

	/**
	 * Whether a text that has no limit by itself is in a column with one, over which
	 * there is a key or index: the database has none over texts without a limit.
	 */
	private boolean isLimitedByIndex(ModelField field, String name) {
		CatalogTable table = this.live.find(field.model());
		if (table == null || this.dialect.tables().keyLength() == 0 || propertyType(field) != SqlType.TEXT
				|| field.length() > 0) {
			return false;
		}
		int longest = constants(field).stream().mapToInt(String::length).max().orElse(0);
		return new TypeChange("character varying(" + longest + ")", this.dialect.catalog().standardName(name))
			.isOfSameKind() && LostParts.isInIndex(table, this.live.name(field));
	}

	/** What takes any value and converts it is told by what its type is nearest to. */
	private boolean isAlike(ModelField field, SqlType property, String name, CatalogColumn.Type type) {
		List<String> constants = ColumnType.constants(field.type());
		if (!type.labels().isEmpty()) {
			return constants.isEmpty() ? property == SqlType.TEXT : type.labels().containsAll(constants);
		}
		int longest = constants.stream().mapToInt(String::length).max().orElse(0);
		String usual = this.dialect.columnType(property, Math.max(field.length(), longest), field.precision(),
				field.scale());
		return isOfSameKind(usual, name) || property == SqlType.UUID
				&& isOfSameKind(this.dialect.columnType(SqlType.TEXT, UUID_LENGTH, 0, 0), name);
	}

	private boolean isOfSameKind(String from, String to) {
		Catalog catalog = this.dialect.catalog();
		return new TypeChange(catalog.standardName(from), catalog.standardName(to)).isOfSameKind();
	}

	/** Numbers that are texts there would be compared and sorted as such. */
	private static boolean isSortedAs(SqlType property, CatalogColumn.Type type) {
		return switch (property) {
			case SMALLINT, INTEGER, BIGINT, REAL, DOUBLE, DECIMAL -> type.number() != null;
			default -> true;
		};
	}

	/** Documents that are kept as they were written are in no index. */
	private static boolean isIndexed(ModelField field) {
		return field.model().tableDetails().indexes().stream().anyMatch((index) -> index.fields().contains(field));
	}

	/** What a property does not limit, the column may. */
	private static boolean isTooShort(ModelField field, CatalogColumn.Type type) {
		Integer size = type.size();
		if (size == null) {
			return false;
		}
		int scale = (type.scale() != null) ? type.scale() : field.scale();
		int constant = ColumnType.constants(field.type()).stream().mapToInt(String::length).max().orElse(0);
		return (field.precision() > 0) ? field.precision() - field.scale() > size - scale || field.scale() > scale
				: Math.max(field.length(), constant) > size;
	}

}
