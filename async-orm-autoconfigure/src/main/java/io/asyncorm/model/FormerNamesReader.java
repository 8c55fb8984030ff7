package io.asyncorm.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

import io.asyncorm.model.FormerNames.Former;
import io.asyncorm.type.StoredTable;
import org.jspecify.annotations.Nullable;

/**
 * Reads and checks what {@link RenamedFrom} says of all models, and tells them. Not
 * thread-safe: one object serves one registry.
 */
final class FormerNamesReader {

	private final ModelLinks links;

	private final ModelFaults faults;

	private final Map<ModelMetadata<?>, StoredTable> tables = new LinkedHashMap<>();

	private final Map<ModelField, List<String>> columns = new LinkedHashMap<>();

	/** The models whose relations join tables are of. */
	private final Map<ModelMetadata<?>, ModelMetadata<?>> owners = new LinkedHashMap<>();

	FormerNamesReader(ModelLinks links) {
		this.links = links;
		this.faults = links.faults();
	}

	/** To be called when all models are complete. */
	void read() {
		this.links.declarations().values().forEach(this::read);
		checkTables();
		FollowingNames following = new FollowingNames(this.tables, this.columns, this.owners);
		List<ModelMetadata<?>> all = new ArrayList<>(this.links.models().values());
		all.addAll(this.links.joinTables());
		Map<ModelMetadata<?>, List<StoredTable>> former = new LinkedHashMap<>();
		all.forEach((model) -> former.put(model, following.tables(model)));
		former.forEach((model, names) -> {
			checkColumns(model);
			checkConstants(model);
			boolean exchanged = FormerNamesReader.<ModelMetadata<?>>isExchanged(model, (one) -> before(one, former));
			model.addDetails(model.tableDetails()
				.renamed(new FormerNames(new Former<>(names, this.tables.containsKey(model), exchanged),
						columns(model, following))));
		});
	}

	private Map<ModelField, Former<String>> columns(ModelMetadata<?> model, FollowingNames following) {
		Map<ModelField, List<String>> names = new LinkedHashMap<>();
		model.fields().forEach((field) -> names.put(field, following.columns(field)));
		Map<ModelField, Former<String>> former = new LinkedHashMap<>();
		names.forEach((field, all) -> former.put(field,
				new Former<>(all, this.columns.containsKey(field), isExchanged(field, (one) -> before(one, names)))));
		former.values().removeIf((one) -> one.names().isEmpty());
		return former;
	}

	private void read(ModelDeclaration declaration) {
		ModelMetadata<?> model = this.links.model(declaration);
		RenamedFrom renamed = declaration.type().getAnnotation(RenamedFrom.class);
		if (renamed != null) {
			if (renamed.columns().length > 0) {
				fault(model, null, "its @RenamedFrom names columns; name those at the properties");
			}
			table(model, renamed, (fault) -> fault(model, null, fault));
		}
		declaration.properties().forEach((property) -> read(model, property));
	}

	private void read(ModelMetadata<?> model, PropertyDeclaration property) {
		RenamedFrom renamed = property.annotation(RenamedFrom.class);
		EmbeddedRecord embedded = this.links.embedded().get(property);
		boolean stored = !property.isRelation() || property.isForward();
		ModelField field = stored ? model.findField(property.name()) : null;
		if (property.has(ManyToMany.class)) {
			links(model, property, renamed);
		}
		else if (embedded != null && field != null && embedded.isValue()) {
			value(embedded, field, List.of(""));
		}
		else if (embedded != null && field != null) {
			if (renamed != null) {
				fault(model, property.name(), "it has several columns, which @RenamedFrom names at the parts of '"
						+ property.type().getSimpleName() + "'; move it there");
			}
			embedded.parts().properties().forEach((part) -> {
				RenamedFrom ofPart = part.annotation(RenamedFrom.class);
				ModelField column = field.parts().find(part.name());
				if (ofPart != null && column != null) {
					column(column, ofPart);
				}
			});
		}
		else if (renamed != null && field != null && field.isComposite()) {
			columns(model, property, renamed, field.parts().ownColumns());
		}
		else if (renamed != null && field != null) {
			column(field, renamed);
		}
	}

	private void table(ModelMetadata<?> table, RenamedFrom renamed, Consumer<String> fault) {
		StoredTable now = table.declaredTable();
		String value = renamed.value();
		int dot = value.indexOf('.');
		StoredTable former = (dot > 0) ? StoredTable.of(value.substring(0, dot), value.substring(dot + 1))
				: StoredTable.of(now.schema(), value);
		if (former.table().isBlank() || former.equals(now)) {
			fault.accept("@RenamedFrom(\"" + value + "\") must name what the table '" + shown(now)
					+ "' was called before; name that, or remove it");
		}
		this.tables.put(table, former);
	}

	private static String shown(StoredTable table) {
		return table.schema().isEmpty() ? table.table() : table.schema() + "." + table.table();
	}

	private void column(ModelField field, RenamedFrom renamed) {
		if (renamed.columns().length > 0) {
			fault(field.model(), field.name(),
					"it has one column; name what that was called before with @RenamedFrom(\"...\")");
		}
		else if (renamed.value().isBlank() || renamed.value().equals(field.declaredColumn())) {
			fault(field.model(), field.name(), "@RenamedFrom(\"" + renamed.value() + "\") must name what the column '"
					+ field.declaredColumn() + "' was called before; name that, or remove it");
		}
		this.columns.put(field, List.of(renamed.value()));
	}

	/** Several columns, each of which may be called as before. */
	private void columns(ModelMetadata<?> model, PropertyDeclaration property, RenamedFrom renamed,
			List<ModelField> columns) {
		List<String> names = List.of(renamed.columns());
		List<String> now = columns.stream().map(ModelField::declaredColumn).toList();
		if (names.size() != now.size() || names.equals(now)) {
			fault(model, property.name(), "its columns are " + String.join(", ", now)
					+ "; name what they were called before with @RenamedFrom(columns = { ... }), one for each");
			return;
		}
		for (int i = 0; i < now.size(); i++) {
			if (!names.get(i).equals(now.get(i))) {
				this.columns.put(columns.get(i), List.of(names.get(i)));
			}
		}
	}

	private void links(ModelMetadata<?> model, PropertyDeclaration property, @Nullable RenamedFrom renamed) {
		ModelRelation relation = model.findRelation(property.name());
		if (relation == null || relation.hops().isEmpty()) {
			return; // a fault of the relation
		}
		Hop from = relation.hops().get(0);
		Hop to = relation.hops().get(1);
		ModelMetadata<?> join = from.target();
		if (join.isJoinTable()) {
			this.owners.put(join, model);
		}
		if (renamed == null) {
			return;
		}
		if (!join.isJoinTable()) {
			fault(model, property.name(), "its links are rows of '" + join.name() + "'; move @RenamedFrom there");
			return;
		}
		if (!renamed.value().isEmpty() || renamed.columns().length == 0) {
			table(join, renamed, (fault) -> fault(model, property.name(), fault));
		}
		if (renamed.columns().length > 0) {
			List<ModelField> ends = new ArrayList<>(from.targetField().parts().ownColumns());
			ends.addAll(to.sourceField().parts().ownColumns());
			columns(model, property, renamed, ends);
		}
	}

	/**
	 * The columns of an embedded value, each of which may be called as before but for the
	 * prefix or for the rest.
	 * @param around what the prefix began with that it is embedded in, the present one
	 * last
	 */
	private void value(EmbeddedRecord value, ModelField field, List<String> around) {
		PropertyDeclaration property = value.property();
		RenamedFrom renamed = property.annotation(RenamedFrom.class);
		String prefix = field.parts().prefixOfParts();
		String own = prefix.substring(around.get(around.size() - 1).length());
		if (renamed != null && (renamed.columns().length > 0 || renamed.value().equals(own))) {
			fault(field.model(), field.name(), "its columns begin with '" + own
					+ "'; name what they began with before with @RenamedFrom(\"...\"), or remove it");
		}
		Set<String> prefixes = new LinkedHashSet<>();
		around.forEach((outer) -> prefixes.add(outer + ((renamed != null) ? renamed.value() : own)));
		around.forEach((outer) -> prefixes.add(outer + own));
		for (PropertyDeclaration part : value.parts().properties()) {
			ModelField column = Objects.requireNonNull(field.parts().find(part.name()));
			EmbeddedRecord record = value.records().get(part);
			if (record != null) {
				value(record, column, List.copyOf(prefixes));
			}
			else {
				part(part, column, prefix, prefixes);
			}
		}
	}

	private void part(PropertyDeclaration part, ModelField column, String prefix, Set<String> prefixes) {
		RenamedFrom renamed = part.annotation(RenamedFrom.class);
		String now = column.declaredColumn();
		String rest = now.substring(prefix.length());
		if (renamed != null && (renamed.value().isBlank() || renamed.value().equals(rest))) {
			fault(column.model(), column.name(), "@RenamedFrom(\"" + renamed.value() + "\") must name what the column '"
					+ now + "' was called before, without the prefix '" + prefix + "'; name that, or remove it");
		}
		Set<String> names = new LinkedHashSet<>();
		if (renamed != null) {
			prefixes.forEach((each) -> names.add(each + renamed.value()));
		}
		prefixes.forEach((each) -> names.add(each + rest));
		names.remove(now);
		if (!names.isEmpty()) {
			this.columns.put(column, List.copyOf(names));
		}
	}

	/** What was one thing cannot have become two. */
	private void checkTables() {
		Map<StoredTable, ModelMetadata<?>> known = new LinkedHashMap<>();
		this.tables.forEach((model, former) -> {
			ModelMetadata<?> other = known.putIfAbsent(former, model);
			if (other != null) {
				fault(this.owners.getOrDefault(model, model), null,
						"the table '" + shown(former) + "', which '" + model.name() + "' is renamed from, is that of '"
								+ other.name() + "' too; keep @RenamedFrom at one of them");
			}
		});
	}

	private void checkColumns(ModelMetadata<?> model) {
		Map<String, ModelField> known = new LinkedHashMap<>();
		for (ModelField field : model.fields()) {
			List<String> names = this.columns.getOrDefault(field, List.of());
			ModelField other = names.isEmpty() ? null : known.putIfAbsent(names.get(0), field);
			if (other != null) {
				fault(this.owners.getOrDefault(model, model), field.name(), "the column '" + names.get(0)
						+ "' that it is renamed from is that of '" + other.name() + "' too; keep one of them");
			}
		}
	}

	private void checkConstants(ModelMetadata<?> model) {
		model.fields()
			.forEach((field) -> FormerConstants.check(field.type(),
					(fault) -> fault(this.owners.getOrDefault(model, model), field.name(), fault)));
	}

	/** Whether what one after the other was called before is at last what it is now. */
	private static <T> boolean isExchanged(T one, Function<T, @Nullable T> before) {
		Set<T> passed = new HashSet<>();
		T other = before.apply(one);
		while (other != null && !other.equals(one) && passed.add(other)) {
			other = before.apply(other);
		}
		return one.equals(other);
	}

	/** The field whose column has the name now that this one's had. */
	private static @Nullable ModelField before(ModelField field, Map<ModelField, List<String>> former) {
		List<String> names = former.getOrDefault(field, List.of());
		return former.keySet()
			.stream()
			.filter((other) -> !names.isEmpty() && other.declaredColumn().equalsIgnoreCase(names.get(0)))
			.findFirst()
			.orElse(null);
	}

	private static @Nullable ModelMetadata<?> before(ModelMetadata<?> model,
			Map<ModelMetadata<?>, List<StoredTable>> former) {
		List<StoredTable> names = former.getOrDefault(model, List.of());
		return former.keySet()
			.stream()
			.filter((other) -> !names.isEmpty() && other.declaredTable().equals(names.get(0)))
			.findFirst()
			.orElse(null);
	}

	private void fault(ModelMetadata<?> model, @Nullable String property, String fault) {
		if (property != null) {
			this.faults.add(model.type(), property, fault);
		}
		else {
			this.faults.add(model.type(), fault);
		}
	}

}
