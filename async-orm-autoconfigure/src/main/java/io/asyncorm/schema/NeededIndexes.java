package io.asyncorm.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.asyncorm.dialect.CatalogTable;
import io.asyncorm.dialect.CatalogTable.Identity;
import io.asyncorm.dialect.CatalogTable.Index;
import io.asyncorm.dialect.CatalogTable.Kind;
import io.asyncorm.dialect.CatalogTable.Part;
import io.asyncorm.dialect.CatalogTable.Target;

/**
 * Finds the indexes that a table lacks as its primary key goes, where identity columns
 * and foreign keys are looked up by indexes that begin with them: MariaDB drops a key
 * that foreign keys need without a word, and refuses rows from then on.
 *
 * @param there the table that there is
 * @param understood the table of the model, as the database understands it
 * @param live all that there is
 * @param altered keeps which foreign keys stay that refer to the key
 */
record NeededIndexes(CatalogTable there, CatalogTable understood, LiveSchema live, AlteredColumns altered) {

	/**
	 * The indexes that are to be made together with the key.
	 * @param key the primary key by then
	 * @param identities the columns that are identities by then
	 */
	List<Index> missing(List<String> key, List<String> identities) {
		List<List<String>> all = new ArrayList<>(List.of(key));
		this.there.constraints(Kind.UNIQUE).forEach((unique) -> all.add(unique.columns()));
		this.there.indexes()
			.stream()
			.filter((index) -> index.method().equals("btree"))
			.filter((index) -> index.parts().stream().noneMatch((part) -> part.options().startsWith("(")))
			.forEach((index) -> all.add(columns(index)));
		List<Index> missing = new ArrayList<>();
		needed(key, identities).forEach((index) -> {
			if (all.stream().noneMatch((columns) -> isFirst(columns(index), columns))) {
				Index declared = declared(index);
				missing.add(declared);
				all.add(columns(declared));
			}
		});
		return missing;
	}

	private Stream<Index> needed(List<String> key, List<String> identities) {
		Stream<Index> ofIdentities = identities.stream().map((column) -> index(List.of(column), false));
		if (LostParts.isSame(key, this.there.primaryKey())) {
			return ofIdentities;
		}
		Stream<Index> keys = this.altered.keptKeys(this.there).stream().map((columns) -> index(columns, true));
		Stream<Index> references = this.live.tables()
			.stream()
			.flatMap((table) -> table.constraints(Kind.FOREIGN_KEY).stream())
			.flatMap((reference) -> Stream.ofNullable(reference.target()))
			.filter(this::isPartOfKey)
			.map((target) -> index(target.columns(), false));
		Stream<Index> own = this.there.constraints(Kind.FOREIGN_KEY)
			.stream()
			.map((reference) -> index(reference.columns(), false));
		return Stream.of(keys, ofIdentities, references, own).flatMap((indexes) -> indexes);
	}

	private boolean isPartOfKey(Target target) {
		return this.there.equals(this.live.find(target)) && target.columns().size() < this.there.primaryKey().size()
				&& isFirst(target.columns(), this.there.primaryKey());
	}

	/** The one that the model declares, if there is to be one that will do. */
	private Index declared(Index index) {
		return this.understood.indexes()
			.stream()
			.filter((other) -> !index.unique() && isFirst(columns(index), columns(other)))
			.filter((other) -> this.there.indexes().stream().noneMatch((one) -> one.name().equals(other.name())))
			.findFirst()
			.orElse(index);
	}

	private static Index index(List<String> columns, boolean unique) {
		return new Index("", unique, "btree", columns.stream().map((column) -> new Part(column, true, "")).toList(),
				"");
	}

	static List<String> columns(Index index) {
		return index.parts().stream().map(Part::expression).toList();
	}

	/** Whether an index over some columns begins with others. */
	static boolean isFirst(List<String> first, List<String> columns) {
		return first.size() <= columns.size() && columns.subList(0, first.size()).equals(first);
	}

	/** The columns of a table that are identities. */
	static List<String> identities(CatalogTable table) {
		return table.columns()
			.stream()
			.filter((column) -> column.identity() != Identity.NONE)
			.map(CatalogTable.Column::name)
			.toList();
	}

}
