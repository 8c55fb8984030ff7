package io.asyncorm.schema;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.asyncorm.dialect.CatalogTable;
import io.asyncorm.dialect.CatalogTable.Constraint;
import io.asyncorm.dialect.CatalogTable.Index;
import io.asyncorm.dialect.CatalogTable.Kind;
import io.asyncorm.dialect.CatalogTable.Part;
import io.asyncorm.dialect.Dialect;

/**
 * Finds by what else the foreign keys of a table are looked up that have no index of
 * their own: a key or an index that begins with their columns does for them as well.
 */
final class ForeignKeyIndexes {

	/** In which order values stand is nothing to a lookup of one; a part of them is. */
	private static final Pattern ORDER = Pattern.compile("(desc)?( ?nulls (first|last))?");

	private final CatalogTable wanted;

	private final CatalogTable there;

	private final TableKeys keys;

	private final PartsInTheWay inTheWay;

	private final Dialect dialect;

	private final Set<Object> used = new HashSet<>();

	/**
	 * @param wanted the table as the model says it
	 * @param keys tells the table that there is, and what of it goes
	 * @param inTheWay tells what of it is lost
	 */
	ForeignKeyIndexes(CatalogTable wanted, TableKeys keys, PartsInTheWay inTheWay, Dialect dialect) {
		this.wanted = wanted;
		this.there = keys.there();
		this.keys = keys;
		this.inTheWay = inTheWay;
		this.dialect = dialect;
	}

	/** Whether a foreign key wants an index, and not its model. */
	boolean isWanted(Index index) {
		return !index.unique() && index.condition().isEmpty()
				&& this.wanted.constraints(Kind.FOREIGN_KEY)
					.stream()
					.anyMatch((key) -> LostParts.isSame(key.columns(), columns(index, index.parts().size())));
	}

	/**
	 * Whether there is another one for a foreign key, which then is in use.
	 * @param index the one that it wants
	 * @param matched what models declare of what there is, which is preferred
	 */
	boolean isServed(Index index, Set<Object> matched) {
		if (!isWanted(index)) {
			return false;
		}
		List<String> columns = columns(index, index.parts().size());
		List<? extends Record> serving = Stream
			.concat(this.there.indexes().stream().filter((other) -> serves(other, index, columns)),
					this.there.constraints().stream().filter((other) -> serves(other, columns)))
			.filter((other) -> !this.inTheWay.isLost(other) && (matched.contains(other) || isNameFree(other, index)))
			.toList();
		serving.stream().max(Comparator.comparing(matched::contains)).ifPresent(this.used::add);
		return !serving.isEmpty();
	}

	/** Whether a foreign key needs what no model declares. */
	boolean isUsed(Object other) {
		return this.used.contains(other);
	}

	private boolean serves(Index other, Index index, List<String> columns) {
		return !this.keys.goneIndex().test(other) && other.condition().isEmpty()
				&& other.method().equals(index.method()) && LostParts.isSame(columns(other, columns.size()), columns);
	}

	private boolean serves(Constraint other, List<String> columns) {
		List<String> first = other.columns().stream().limit(columns.size()).toList();
		return !this.keys.gone().test(other) && LostParts.isSame(first, columns) && switch (other.kind()) {
			case PRIMARY_KEY -> this.keys.isKey(this.wanted.primaryKey());
			case UNIQUE -> true;
			case FOREIGN_KEY -> this.dialect.tables().holdingIndexes() && other.columns().size() == columns.size();
			case CHECK, EXCLUSION -> false;
		};
	}

	/**
	 * What has the name of another one that is to be made does not stay; in the place of
	 * a foreign key, another one comes.
	 */
	private boolean isNameFree(Object other, Index index) {
		boolean foreignKey = other instanceof Constraint key && key.kind() == Kind.FOREIGN_KEY;
		String name = (other instanceof Index one) ? one.name() : ((Constraint) other).name();
		return foreignKey || name.equals(index.name())
				|| Stream
					.concat(this.wanted.indexes().stream().map(Index::name),
							this.wanted.constraints().stream().map(Constraint::name))
					.noneMatch(name::equals);
	}

	/** The first columns of an index; none if they are not there as a whole. */
	private static List<String> columns(Index index, int count) {
		List<Part> parts = index.parts().stream().limit(count).toList();
		boolean plain = parts.size() == count
				&& parts.stream().allMatch((part) -> part.column() && ORDER.matcher(part.options()).matches());
		return plain ? parts.stream().map(Part::expression).toList() : List.of();
	}

}
