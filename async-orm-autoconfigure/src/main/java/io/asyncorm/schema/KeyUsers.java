package io.asyncorm.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.asyncorm.dialect.CatalogTable;
import io.asyncorm.dialect.CatalogTable.Constraint;
import io.asyncorm.dialect.CatalogTable.Index;
import io.asyncorm.dialect.CatalogTable.Kind;
import io.asyncorm.dialect.CatalogTable.Target;
import io.asyncorm.dialect.Dialect;
import org.jspecify.annotations.Nullable;

/**
 * Tells what uses a unique key or an index, so that it cannot be dropped.
 *
 * @param wanted the table as the model says it
 * @param there the table that there is
 * @param live all that there is
 * @param dialect quotes names
 */
record KeyUsers(CatalogTable wanted, CatalogTable there, LiveSchema live, Dialect dialect) {

	/** Whether an identity of the model needs it. */
	boolean isOfIdentity(Object part) {
		return isNeeded(part, NeededIndexes.identities(this.wanted));
	}

	/** Whether an identity that no model declares needs it. */
	boolean isOfOtherIdentity(Object part) {
		return NeededIndexes.identities(this.wanted).isEmpty() && isNeeded(part, NeededIndexes.identities(this.there));
	}

	private boolean isNeeded(Object part, List<String> identities) {
		return this.dialect.tables().indexesGeneratedKey()
				&& identities.stream().anyMatch((column) -> isAlone(part, List.of(column)));
	}

	/** The rest of a reason; empty if nothing is in the way. */
	String inTheWay(Object part) {
		String users = this.live.tables()
			.stream()
			.flatMap((table) -> table.constraints(Kind.FOREIGN_KEY)
				.stream()
				.filter((reference) -> isBy(reference.target(), part))
				.map((reference) -> "foreign key " + this.dialect.quote(reference.name()) + " of "
						+ this.live.quoted(table)))
			.collect(Collectors.joining(", "));
		return users.isEmpty() ? "" : "; the database refuses that while others use it: drop " + users + " before";
	}

	private boolean isBy(@Nullable Target target, Object part) {
		if (target == null || !this.there.equals(this.live.find(target))) {
			return false;
		}
		return this.dialect.tables().replacingIndexes() ? isAlone(part, target.columns())
				: isUnique(part) && LostParts.isSame(columns(part), target.columns());
	}

	private static boolean isUnique(Object part) {
		return part instanceof Constraint || ((Index) part).unique();
	}

	/** Whether nothing else begins with some columns, neither now nor by then. */
	private boolean isAlone(Object part, List<String> columns) {
		List<List<String>> others = new ArrayList<>(List.of(this.wanted.primaryKey()));
		Stream.concat(this.there.constraints(Kind.UNIQUE).stream(), this.there.indexes().stream())
			.filter((other) -> other != part)
			.forEach((other) -> others.add(columns(other)));
		return NeededIndexes.isFirst(columns, columns(part))
				&& others.stream().noneMatch((other) -> NeededIndexes.isFirst(columns, other));
	}

	private static List<String> columns(Object part) {
		return (part instanceof Index index) ? NeededIndexes.columns(index) : ((Constraint) part).columns();
	}

}
