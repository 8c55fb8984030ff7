package io.asyncorm.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.asyncorm.type.StoredTable;

/**
 * Tells what was called otherwise since its name begins or ends with that of something
 * else: join tables and their columns with the table that they are of, and columns of
 * foreign keys with those of the key.
 *
 * @param tables what tables were called, as annotations say
 * @param columns what columns were called, as annotations say
 * @param owners the models whose relations join tables are of
 */
record FollowingNames(Map<ModelMetadata<?>, StoredTable> tables, Map<ModelField, List<String>> columns,
		Map<ModelMetadata<?>, ModelMetadata<?>> owners) {

	/** The names that a table may have had. */
	List<StoredTable> tables(ModelMetadata<?> model) {
		StoredTable told = this.tables.get(model);
		ModelMetadata<?> owner = this.owners.get(model);
		StoredTable before = (owner != null) ? this.tables.get(owner) : null;
		StoredTable now = model.declaredTable();
		Set<StoredTable> names = new LinkedHashSet<>();
		if (told != null) {
			names.add(told);
		}
		if (owner != null && before != null) {
			String start = owner.declaredTable().table() + "_";
			String name = (told != null) ? told.table() : now.table();
			String other = (told == null && name.startsWith(start))
					? before.table() + "_" + name.substring(start.length()) : name;
			names.add(StoredTable.of(before.schema(), other));
			names.add(StoredTable.of(before.schema(), name));
			names.add(StoredTable.of(now.schema(), other));
		}
		names.remove(now);
		return List.copyOf(names);
	}

	/** The names that a column may have had. */
	List<String> columns(ModelField column) {
		return columns(column, Set.of());
	}

	/**
	 * Columns of keys may refer to each other in a circle, as those of tenants do.
	 * @param asking whose names depend on these
	 */
	private List<String> columns(ModelField column, Set<ModelField> asking) {
		List<String> told = this.columns.get(column);
		if (told != null || asking.contains(column)) {
			return (told != null) ? told : List.of();
		}
		Set<ModelField> all = new HashSet<>(asking);
		all.add(column);
		Set<String> names = new LinkedHashSet<>();
		for (ModelField foreignKey : column.model().foreignKeys()) {
			ModelField target = foreignKey.target();
			int place = foreignKey.columns().indexOf(column);
			if (target != null && place >= 0) {
				names.addAll(ofForeignKey(column, target, place, all));
			}
		}
		names.remove(column.declaredColumn());
		return List.copyOf(names);
	}

	/** With the name of the model at the start, and that of the key's part at the end. */
	private Set<String> ofForeignKey(ModelField column, ModelField target, int place, Set<ModelField> asking) {
		String now = column.declaredColumn();
		StoredTable before = this.tables.get(target.model());
		List<String> starts = new ArrayList<>();
		if (column.model().isJoinTable() && before != null) {
			Matcher start = Pattern.compile("((?:from_|to_)?)" + Pattern.quote(target.model().declaredTable().table()))
				.matcher(now);
			if (start.lookingAt()) {
				starts.add(start.group(1) + before.table() + now.substring(start.end()));
			}
		}
		starts.add(now);
		Set<String> names = new LinkedHashSet<>();
		if (target.isComposite()) {
			ModelField part = target.columns().get(place);
			String end = part.declaredColumn();
			boolean shared = now.equals(end);
			for (String start : starts) {
				if (start.endsWith(shared ? end : "_" + end)) {
					columns(part, asking)
						.forEach((former) -> names.add(start.substring(0, start.length() - end.length()) + former));
				}
			}
		}
		names.addAll(starts);
		return names;
	}

}
