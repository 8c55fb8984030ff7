package io.asyncorm.schema;

import java.util.List;
import java.util.stream.Collectors;

import io.asyncorm.dialect.CatalogTable;
import io.asyncorm.dialect.CatalogTable.Column;
import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Tells of what is missing that something which no model declares is like it, so that it
 * may be the same under another name. Nobody but a person knows.
 *
 * @param live what there is
 */
record RenameHints(LiveSchema live) {

	private static final int MOST = 3;

	/** The rest of a reason about a table that is missing; perhaps empty. */
	String of(ModelMetadata<?> model, CatalogTable wanted) {
		String missed = this.live.missed(model);
		return !missed.isEmpty() ? missed
				: hint(this.live.others()
					.stream()
					.filter((other) -> !MigrationTables.isOne(other) && isLike(other, wanted))
					.map(CatalogTable::name)
					.toList());
	}

	/** Whether most of its columns are what is wanted. */
	private static boolean isLike(CatalogTable other, CatalogTable wanted) {
		List<String> names = wanted.columns().stream().map(Column::name).toList();
		long common = other.columns().stream().filter((column) -> names.contains(column.name())).count();
		return common > 1 && 2 * common >= Math.max(names.size(), other.columns().size());
	}

	/**
	 * The rest of a reason about a column that is missing; perhaps empty.
	 * @param wanted the table as the model says it
	 * @param there the table that there is
	 * @param type the type of the column, as the database understands it
	 */
	String of(@Nullable ModelField field, CatalogTable wanted, CatalogTable there, String type) {
		String missed = (field != null) ? this.live.missed(field) : "";
		List<String> names = wanted.columns().stream().map(Column::name).toList();
		return !missed.isEmpty() ? missed
				: hint(there.columns()
					.stream()
					.filter((column) -> !names.contains(column.name()) && column.type().equals(type)
							&& column.computedOf() == null)
					.map(Column::name)
					.toList());
	}

	/**
	 * The same of others that it may be, if they are few.
	 */
	static String hint(List<String> others) {
		return (others.isEmpty() || others.size() > MOST) ? ""
				: "; if it is " + others.stream().map((name) -> "'" + name + "'").collect(Collectors.joining(" or "))
						+ " under another name, say so with @RenamedFrom";
	}

}
