package io.asyncorm.schema.inspection;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

import io.asyncorm.dialect.CatalogTable;
import io.asyncorm.dialect.CatalogTable.Kind;
import io.asyncorm.model.TypeAdvice;
import org.jspecify.annotations.Nullable;

/**
 * Makes properties of the columns of all tables, foreign keys among them, and finds names
 * for these from the other side.
 */
final class Relations {

	private final Tenants tenants;

	private final Map<InspectedProperty, String> relatedNames = new IdentityHashMap<>();

	/** The names that a table has for foreign keys that refer to it. */
	private final Map<InspectedTable, List<String>> reverse = new HashMap<>();

	Relations(List<InspectedTable> tables, Tenants tenants) {
		this.tenants = tenants;
		tables.forEach(this::addProperties);
		tables.forEach(this::nameReverse);
	}

	/** Which tables belong to tenants. */
	Tenants tenants() {
		return this.tenants;
	}

	/**
	 * The name of a foreign key from the other side; empty if it is the usual one.
	 */
	String relatedName(InspectedProperty property) {
		return this.relatedNames.getOrDefault(property, "");
	}

	private void addProperties(InspectedTable table) {
		Map<String, CatalogTable.Constraint> links = new HashMap<>();
		Set<String> taken = new HashSet<>();
		for (CatalogTable.Constraint key : table.table().constraints(Kind.FOREIGN_KEY)) {
			if (isExpressible(table, key, links.keySet())) {
				this.tenants.ownColumns(table, key).forEach((column) -> links.put(column, key));
			}
		}
		for (CatalogTable.Column column : table.columnsInOrder()) {
			CatalogTable.Constraint link = links.get(column.name());
			if (!table.key().contains(column.name()) && !table.hasRoom()) {
				table.remarks()
					.add("Column '%s' is left out: a record has no room for as many columns. Let a model be a class whose"
						.formatted(column.name()) + " constructor takes a part of them, or @Embedded records."
							+ leftEmpty(column));
			}
			else if (link == null) {
				addColumn(table, column, taken);
			}
			else if (this.tenants.ownColumns(table, link).get(0).equals(column.name())) {
				addLink(table, link, taken);
			}
		}
	}

	private void addColumn(InspectedTable table, CatalogTable.Column column, Set<String> taken) {
		JavaType type = table.type(column.name());
		if (type == null) {
			String advice = TypeAdvice.isLeftOut(column.type()) ? TypeAdvice.ofColumn(column.type()) + "."
					: "no property holds the type '" + column.type()
							+ "' by itself. Give it a type of your own by an AttributeConverter, or read it by @Query.";
			table.remarks().add("Column '" + column.name() + "' is left out: " + advice + leftEmpty(column));
			return;
		}
		boolean key = table.key().contains(column.name());
		String name = JavaNames.property(column.name());
		if (key && !table.table().view() && name.equals("id") && table.key().size() == 1 && type.isNumber()
				&& !isGenerated(column, type)) {
			// what is called id is made by the database
			name = JavaNames.decapitalize(table.model()) + "Id";
		}
		String free = JavaNames.free(name, taken);
		taken.add(free);
		String remark = this.tenants.isTenant(table, column.name()) ? "" : remark(table, column);
		table.properties().add(new InspectedProperty(free, List.of(column), type, null, key, remark));
	}

	private static String leftEmpty(CatalogTable.Column column) {
		return (column.nullable() || column.defaultValue() != null) ? ""
				: " It has no default, so that rows cannot be inserted without it.";
	}

	/** Whether the database counts on to a key for a row that has none. */
	static boolean isGenerated(CatalogTable.Column column, JavaType type) {
		String value = column.defaultValue();
		return column.identity() != CatalogTable.Identity.NONE
				|| value != null && value.startsWith("nextval(") && type.isNumber();
	}

	private String remark(InspectedTable table, CatalogTable.Column column) {
		for (CatalogTable.Constraint key : table.table().constraints(Kind.FOREIGN_KEY)) {
			CatalogTable.Target target = key.target();
			if (target != null && key.columns().contains(column.name())) {
				return "refers to " + target.schema() + "." + target.table() + " " + target.columns()
						+ ", together with all of " + key.columns() + ": " + advice(table, key);
			}
		}
		JavaType type = table.type(column.name());
		return (type == null || type.constants().isEmpty()) ? ""
				: "one of " + type.constants() + ": an enum with these constants can take the place of the text";
	}

	/** What could say where a foreign key refers to. */
	private String advice(InspectedTable table, CatalogTable.Constraint key) {
		InspectedTable target = this.tenants.target(key);
		if (target != null && this.tenants.isRuled(table, key)) {
			return "what the database does ON DELETE there, it does in the rows of all tenants, or to the tenant, which no"
					+ " @Model(distributedBy) says. Make it ON DELETE NO ACTION, and write a Ref with a rule without DB_";
		}
		if (target == null || key.columns().size() == 1 && !this.tenants.isDistributed(target)) {
			return "no property can say so";
		}
		List<InspectedTable> distributed = Stream.of(table, target).filter(this.tenants::isDistributed).toList();
		String tenant = distributed.isEmpty() ? key.columns().get(0) : distributed.get(0).key().get(0);
		return "if '" + tenant
				+ "' says whose the rows are, all keys of both tables have to hold it, the primary keys first,"
				+ " for @Model(distributedBy = \"" + JavaNames.property(tenant)
				+ "\") at both and a Ref here. Otherwise no property can say so";
	}

	/** Whether a foreign key can be a property. */
	private boolean isExpressible(InspectedTable table, CatalogTable.Constraint key, Set<String> linked) {
		InspectedTable target = this.tenants.target(key);
		List<String> columns = this.tenants.ownColumns(table, key);
		if (target == null || key.target() == null || columns.stream().anyMatch(linked::contains)
				|| columns.stream().anyMatch((column) -> table.type(column) == null)
				|| this.tenants.isDistributed(target) && !this.tenants.share(table, key)
				|| this.tenants.isRuled(table, key)) {
			return false;
		}
		if (key.columns().size() == 1) {
			return isUniqueTarget(target, key.target().columns().get(0)) && !isItself(table, key, target);
		}
		long nulls = columns.stream().map((column) -> table.column(column).nullable()).distinct().count();
		boolean inKey = this.tenants.share(table, key) && table.key().containsAll(columns)
				&& !isItself(table, key, target);
		return nulls == 1 && (inKey || columns.stream().noneMatch(table.key()::contains))
				&& Tenants.isOfKey(key, target);
	}

	private static boolean isUniqueTarget(InspectedTable target, String column) {
		return target.isComparable(List.of(column)) && target.isUnique(List.of(column))
				&& !target.column(column).nullable();
	}

	/** Whether the key of a row refers to the key of its own table. */
	private static boolean isItself(InspectedTable table, CatalogTable.Constraint key, InspectedTable target) {
		return table == target && Set.copyOf(table.key()).equals(Set.copyOf(key.columns()));
	}

	private void addLink(InspectedTable table, CatalogTable.Constraint constraint, Set<String> taken) {
		InspectedTable target = this.tenants.target(constraint);
		boolean shared = this.tenants.share(table, constraint);
		List<String> columns = new ArrayList<>(inOrderOfKey(constraint, target));
		boolean unique = table.isUnique(columns) || columns.equals(table.key());
		if (shared) {
			columns.remove(table.key().get(0));
		}
		JavaType type = table.type(columns.get(0));
		if (target == null || constraint.target() == null || type == null) {
			return;
		}
		String name = (columns.size() > 1) ? JavaNames.decapitalize(target.model())
				: linkName(columns.get(0), shared ? "_" + target.key().get(1) : "");
		String free = name;
		for (int i = 2; taken.stream().anyMatch(sameAs(free)); i++) {
			free = name + i;
		}
		taken.add(free);
		taken.add(free + "Id");
		table.properties()
			.add(new InspectedProperty(free, columns.stream().map(table::column).toList(), type,
					new InspectedProperty.Link(target, constraint, unique, shared),
					table.key().contains(columns.get(0)), ""));
	}

	private static Predicate<String> sameAs(String name) {
		return (taken) -> taken.equalsIgnoreCase(name) || taken.equalsIgnoreCase(name + "Id");
	}

	private static List<String> inOrderOfKey(CatalogTable.Constraint constraint, @Nullable InspectedTable target) {
		if (target == null || constraint.target() == null || constraint.columns().size() == 1) {
			return constraint.columns();
		}
		List<String> referred = constraint.target().columns();
		return target.key().stream().map((column) -> constraint.columns().get(referred.indexOf(column))).toList();
	}

	/**
	 * @param suffix what the column is called behind the name of the property, usually
	 */
	private static String linkName(String column, String suffix) {
		if (!suffix.isEmpty() && column.endsWith(suffix) && column.length() > suffix.length()) {
			return JavaNames.property(column.substring(0, column.length() - suffix.length()));
		}
		String name = JavaNames.property(column);
		return (name.length() > 2 && name.endsWith("Id")) ? JavaNames.property(name.substring(0, name.length() - 2))
				: name;
	}

	/** The usual name is that of the model, which has to be free there. */
	private void nameReverse(InspectedTable table) {
		for (InspectedProperty property : table.properties()) {
			if (property.link() != null) {
				InspectedTable target = property.link().target();
				Set<String> taken = takenIn(target);
				String usual = JavaNames.decapitalize(table.model());
				boolean free = taken.stream().noneMatch(sameAs(usual));
				String name = free ? usual
						: JavaNames.free(usual + "By" + JavaNames.capitalize(property.name()), taken);
				this.reverse.computeIfAbsent(target, (key) -> new ArrayList<>()).add(name);
				if (!free) {
					this.relatedNames.put(property, name);
				}
			}
		}
	}

	private Set<String> takenIn(InspectedTable target) {
		Set<String> taken = new HashSet<>(this.reverse.getOrDefault(target, List.of()));
		for (InspectedProperty property : target.properties()) {
			taken.add(property.name());
			if (property.link() != null) {
				taken.add(property.name() + "Id");
			}
		}
		return taken;
	}

}
