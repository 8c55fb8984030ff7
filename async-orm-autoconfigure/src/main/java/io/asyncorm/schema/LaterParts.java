package io.asyncorm.schema;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

import io.asyncorm.dialect.CatalogTable;
import io.asyncorm.dialect.CatalogTable.Column;
import io.asyncorm.dialect.CatalogTable.Constraint;
import io.asyncorm.dialect.CatalogTable.Index;
import io.asyncorm.dialect.CatalogTable.Kind;
import io.asyncorm.model.ModelMetadata;
import org.jspecify.annotations.Nullable;

/**
 * What the database refuses as long as its enums lack some values, as no transaction uses
 * what it adds to an enum: defaults, checks, conditions of indexes and computed columns
 * with such a value come with the migration after. Not thread-safe.
 */
final class LaterParts {

	private final Set<String> missing;

	private final LiveSchema live;

	private final Set<String> used = new HashSet<>();

	/**
	 * @param missing the values that enums lack
	 * @param live what there is
	 */
	LaterParts(Collection<String> missing, LiveSchema live) {
		this.missing = Set.copyOf(missing);
		this.live = live;
	}

	/** Whether something that comes later uses a value. */
	boolean isUsed(String value) {
		return this.used.contains(value);
	}

	/** The tables as they can be before the enums have the values. */
	Map<ModelMetadata<?>, CatalogTable> without(Map<ModelMetadata<?>, CatalogTable> wanted) {
		if (this.missing.isEmpty()) {
			return wanted;
		}
		Map<ModelMetadata<?>, CatalogTable> now = new LinkedHashMap<>();
		wanted.forEach((model, table) -> now.put(model, without(table, this.live.find(model))));
		return now;
	}

	private CatalogTable without(CatalogTable wanted, @Nullable CatalogTable there) {
		List<Column> columns = new ArrayList<>();
		Set<String> left = new HashSet<>();
		for (Column column : wanted.columns()) {
			Column now = without(column, there);
			if (now != null || wanted.primaryKey().contains(column.name())) {
				columns.add((now != null) ? now : column);
			}
			else {
				left.add(column.name());
			}
		}
		List<Constraint> constraints = wanted.constraints()
			.stream()
			.filter((one) -> one.columns().stream().noneMatch(left::contains)
					&& (one.kind() != Kind.CHECK || !isLater(one.expression())))
			.toList();
		List<Index> indexes = wanted.indexes()
			.stream()
			.filter((one) -> one.parts().stream().noneMatch((part) -> left.contains(part.expression()))
					&& !isLater(one.condition()))
			.toList();
		return new CatalogTable(wanted.schema(), wanted.name(), wanted.form(), wanted.comment(), columns, constraints,
				indexes);
	}

	/**
	 * A column as it can be; null if it comes later. One that is there stays as it is,
	 * and one of a table that is made gets its default later.
	 */
	private @Nullable Column without(Column column, @Nullable CatalogTable there) {
		boolean computed = isLater(Objects.requireNonNullElse(column.computedOf(), ""));
		if (!computed && !isLater(Objects.requireNonNullElse(column.defaultValue(), ""))) {
			return column;
		}
		if (there == null) {
			return computed ? null : withDefault(column, null);
		}
		return there.columns()
			.stream()
			.filter((one) -> one.name().equals(column.name()))
			.findFirst()
			.map((is) -> computed ? is : withDefault(column, is.defaultValue()))
			.orElse(null);
	}

	private static Column withDefault(Column column, @Nullable String value) {
		return new Column(column.name(), column.type(), column.nullable(), value, column.identity(), null,
				column.comment());
	}

	private boolean isLater(String expression) {
		List<String> all = this.missing.stream().filter((one) -> mentions(expression, List.of(one))).toList();
		this.used.addAll(all);
		return !all.isEmpty();
	}

	/** Whether a text in SQL is one of some values, or an array of such. */
	static boolean mentions(String sql, Collection<String> values) {
		return values.stream()
			.anyMatch((value) -> Pattern
				.compile("'(?:[^']*[{,\"])?" + Pattern.quote(value.replace("'", "''")) + "(?:[\",}][^']*)?'")
				.matcher(sql)
				.find());
	}

}
