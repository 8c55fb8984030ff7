package io.asyncorm.schema;

import java.util.function.BiPredicate;

import io.asyncorm.dialect.CatalogTable.Constraint;
import io.asyncorm.dialect.CatalogTable.Target;

/**
 * Tells which foreign keys of a database are what models want.
 *
 * @param live tells which tables names mean
 */
record SameForeignKeys(LiveSchema live) implements BiPredicate<Constraint, Constraint> {

	/**
	 * One that refuses to delete at once does what one that refuses later does, and one
	 * about which nothing is told may do what is wanted.
	 */
	@Override
	public boolean test(Constraint there, Constraint wanted) {
		Target is = there.target();
		Target target = wanted.target();
		return is != null && target != null
				&& LostParts.pairs(there.columns(), is.columns())
					.equals(LostParts.pairs(wanted.columns(), target.columns()))
				&& this.live.isMeant(is, target)
				&& (is.onDelete().isEmpty() || rule(is.onDelete()).equals(rule(target.onDelete())));
	}

	private static String rule(String onDelete) {
		return onDelete.equals("RESTRICT") ? "NO ACTION" : onDelete;
	}

}
