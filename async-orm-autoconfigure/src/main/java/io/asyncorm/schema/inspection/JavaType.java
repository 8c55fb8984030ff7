package io.asyncorm.schema.inspection;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.asyncorm.dialect.CatalogColumn;
import io.asyncorm.dialect.CatalogTable;
import io.asyncorm.dialect.Dialect;
import io.asyncorm.sql.SqlType;
import org.jspecify.annotations.Nullable;

/**
 * The type of a property for a column.
 *
 * @param name the class, boxed
 * @param container the class that holds several values of that one; empty if it is one
 * @param json whether it is a JSON document
 * @param length the most characters of a text; 0 for no limit
 * @param precision the digits of a decimal number; 0 for no limit
 * @param scale its digits behind the point
 * @param declared the type in the words of the database, where the property alone does
 * not say it; empty if it does
 * @param constants the texts that are its values; empty if it takes others, too
 */
record JavaType(String name, String container, boolean json, int length, int precision, int scale, String declared,
		List<String> constants) {

	private static final String ARRAY = "[]";

	private static final String LIST = "java.util.List";

	private static final String VECTOR = "io.asyncorm.model.TsVector";

	/** Of which type the ends of ranges are. */
	private static final Map<String, SqlType> RANGES = Map.of("int4range", SqlType.INTEGER, "int8range", SqlType.BIGINT,
			"numrange", SqlType.DECIMAL, "daterange", SqlType.DATE, "tsrange", SqlType.DATE_TIME, "tstzrange",
			SqlType.INSTANT);

	private static final Pattern LIMITS = Pattern.compile("\\((\\d+)(?:\\s*,\\s*(-?\\d+))?\\)");

	/** A month is of no certain length. */
	private static final Pattern OF_MONTHS = Pattern.compile("(?i)interval (year|month).*");

	private static final Map<String, String> PRIMITIVES = Map.of("java.lang.Boolean", "boolean", "java.lang.Short",
			"short", "java.lang.Integer", "int", "java.lang.Long", "long", "java.lang.Float", "float",
			"java.lang.Double", "double");

	/** Types that only one database has, and that are texts. */
	private static final Set<String> TEXTS = Set.of("citext", "inet", "inet4", "inet6", "cidr", "macaddr", "macaddr8",
			"ltree", "xml", "name", "set", "varchar_ignorecase");

	/** What types are that the catalog of a database does not tell for sure. */
	private static final Map<String, SqlType> BY_NAME = Map.ofEntries(Map.entry("bigint", SqlType.BIGINT),
			Map.entry("bigint unsigned", SqlType.DECIMAL), Map.entry("binary", SqlType.BYTES),
			Map.entry("bit", SqlType.BOOLEAN), Map.entry("blob", SqlType.BYTES), Map.entry("boolean", SqlType.BOOLEAN),
			Map.entry("bpchar", SqlType.TEXT), Map.entry("char", SqlType.TEXT), Map.entry("character", SqlType.TEXT),
			Map.entry("character varying", SqlType.TEXT), Map.entry("decimal unsigned", SqlType.DECIMAL),
			Map.entry("double", SqlType.DOUBLE), Map.entry("double unsigned", SqlType.DOUBLE),
			Map.entry("float", SqlType.REAL), Map.entry("float unsigned", SqlType.REAL),
			Map.entry("int unsigned", SqlType.BIGINT), Map.entry("integer", SqlType.INTEGER),
			Map.entry("longblob", SqlType.BYTES), Map.entry("longtext", SqlType.TEXT),
			Map.entry("mediumblob", SqlType.BYTES), Map.entry("mediumint", SqlType.INTEGER),
			Map.entry("mediumint unsigned", SqlType.INTEGER), Map.entry("mediumtext", SqlType.TEXT),
			Map.entry("numeric", SqlType.DECIMAL), Map.entry("smallint", SqlType.SMALLINT),
			Map.entry("smallint unsigned", SqlType.INTEGER), Map.entry("text", SqlType.TEXT),
			Map.entry("tinyint", SqlType.SMALLINT), Map.entry("tinyint unsigned", SqlType.SMALLINT),
			Map.entry("tinytext", SqlType.TEXT), Map.entry("uuid", SqlType.UUID), Map.entry("varbinary", SqlType.BYTES),
			Map.entry("year", SqlType.SMALLINT));

	/** How wide they are shown is no limit. */
	private static final Set<String> UNLIMITED = Set.of("bigint", "integer", "smallint", "tinyint", "mediumint");

	/** How one type is called by different parts of a database. */
	private static final Map<String, String> SYNONYMS = Map.ofEntries(Map.entry("varchar", "character varying"),
			Map.entry("decimal", "numeric"), Map.entry("timestamptz", "timestamp with time zone"),
			Map.entry("timestamp", "timestamp without time zone"), Map.entry("time", "time without time zone"),
			Map.entry("character large object", "clob"), Map.entry("binary large object", "blob"),
			Map.entry("binary varying", "varbinary"), Map.entry("int", "integer"));

	/**
	 * The type for a column; null if a property could not hold it.
	 * @param kind what the column is, as values are bound to it
	 */
	static @Nullable JavaType of(CatalogTable.Column column, CatalogColumn.Type kind, Dialect dialect) {
		if (column.type().endsWith(ARRAY)) {
			String element = column.type().substring(0, column.type().length() - ARRAY.length());
			SqlType type = dialect.catalog().declared(element).standard();
			return (type == null || type == SqlType.JSON || type == SqlType.BYTES || type == SqlType.ARRAY) ? null
					: of(column, element, type, dialect);
		}
		SqlType standard = standard(column, kind, dialect);
		if (base(column.type()).equals("json")) {
			return new JavaType("java.lang.Object", "", true, 0, 0, 0, column.type(), List.of());
		}
		return (standard != null) ? of(column, column.type(), standard, dialect) : ofOwn(column, kind);
	}

	/**
	 * Of an array, the type is that of its elements. Nobody counts keys up to numbers
	 * that a {@code Long} does not hold.
	 */
	private static @Nullable JavaType of(CatalogTable.Column column, String type, SqlType standard, Dialect dialect) {
		boolean months = standard == SqlType.DURATION && OF_MONTHS.matcher(type).matches();
		if (standard == SqlType.ARRAY || months) {
			return null;
		}
		Matcher limits = LIMITS.matcher(type);
		boolean limited = limits.find()
				&& (standard == SqlType.DECIMAL || standard == SqlType.TEXT && base(type).equals("character varying"));
		int first = limited ? Integer.parseInt(limits.group(1)) : 0;
		int length = (standard == SqlType.TEXT) ? first : 0;
		int digits = (standard == SqlType.DECIMAL) ? first : 0;
		int behind = (digits > 0 && limits.group(2) != null) ? Integer.parseInt(limits.group(2)) : 0;
		boolean usualScale = behind >= 0 && behind <= digits;
		int precision = usualScale ? digits : 0;
		int scale = usualScale ? behind : 0;
		String usual = dialect.columnType(standard, length, precision, scale);
		boolean counted = standard == SqlType.DECIMAL && column.identity() != CatalogTable.Identity.NONE;
		return new JavaType(className(counted ? SqlType.BIGINT : standard), column.type().endsWith(ARRAY) ? LIST : "",
				standard == SqlType.JSON, length, precision, scale,
				canonical(usual).equals(canonical(type)) ? "" : column.type(), List.of());
	}

	/** Which of the types it is that all databases have; null if it is none. */
	private static @Nullable SqlType standard(CatalogTable.Column column, CatalogColumn.Type kind, Dialect dialect) {
		boolean told = kind.standard() != null || kind.number() != null || !kind.labels().isEmpty();
		boolean bits = base(column.type()).equals("bit")
				&& (dialect.catalog().strict() || !column.type().matches("(?i)bit(\\(1\\))?"));
		return (told || bits) ? kind.standard() : BY_NAME.get(canonical(column.type()).replaceFirst("\\(.*", ""));
	}

	private static @Nullable JavaType ofOwn(CatalogTable.Column column, CatalogColumn.Type kind) {
		SqlType bound = RANGES.get(base(column.type()));
		if (bound != null) {
			return new JavaType(className(bound), "io.asyncorm.model.Range", false, 0, 0, 0, "", List.of());
		}
		if (base(column.type()).equals("tsvector")) {
			return new JavaType(VECTOR, "", false, 0, 0, 0, "", List.of());
		}
		if (kind.number() != null) {
			return new JavaType("java.math.BigDecimal", "", false, 0, 0, 0, column.type(), List.of());
		}
		boolean text = !kind.labels().isEmpty() || TEXTS.contains(base(column.type()))
				|| kind.name() != null && TEXTS.contains(base(kind.name()));
		return text ? new JavaType("java.lang.String", "", false, 0, 0, 0, column.type(), kind.labels()) : null;
	}

	private static String className(SqlType type) {
		return switch (type) {
			case TEXT -> "java.lang.String";
			case BOOLEAN -> "java.lang.Boolean";
			case SMALLINT -> "java.lang.Short";
			case INTEGER -> "java.lang.Integer";
			case BIGINT -> "java.lang.Long";
			case REAL -> "java.lang.Float";
			case DOUBLE -> "java.lang.Double";
			case DECIMAL -> "java.math.BigDecimal";
			case DATE -> "java.time.LocalDate";
			case TIME -> "java.time.LocalTime";
			case DATE_TIME -> "java.time.LocalDateTime";
			case INSTANT -> "java.time.Instant";
			case DURATION -> "java.time.Duration";
			case UUID -> "java.util.UUID";
			case BYTES -> "byte[]";
			case JSON, ARRAY -> "java.lang.Object";
		};
	}

	private static String base(String type) {
		String plain = type.toLowerCase(Locale.ROOT)
			.replaceFirst("\\s+character set .*", "")
			.replaceFirst("^.*\\.", "")
			.replace("\"", "");
		String name = plain.replaceFirst("\\s*\\(.*?\\)", "").strip();
		return SYNONYMS.getOrDefault(name, name);
	}

	private static String canonical(String type) {
		String base = base(type);
		if (base.equals("tinyint") && type.endsWith("(1)")) {
			return "boolean";
		}
		Matcher limits = LIMITS.matcher(type);
		return base + (limits.find() && !UNLIMITED.contains(base) ? limits.group().replace(" ", "") : "");
	}

	/** The class as a property names it that is never null. */
	String plain() {
		return PRIMITIVES.getOrDefault(this.name, this.name);
	}

	/** Whether it can be a key, which is compared as a whole. */
	boolean isComparable() {
		return !this.json && !isList() && !this.name.equals("byte[]") && !isVector();
	}

	/** Whether it holds several values, each of which can be null in the database. */
	boolean isList() {
		return this.container.equals(LIST);
	}

	/** Whether it is what a text is searched by, which only the database writes. */
	boolean isVector() {
		return this.name.equals(VECTOR);
	}

	/** Whether the database can count up to values of it. */
	boolean isNumber() {
		return this.name.equals("java.lang.Long") || this.name.equals("java.lang.Integer")
				|| this.name.equals("java.lang.Short");
	}

}
