package io.asyncorm.schema;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import io.asyncorm.dialect.CatalogTable;
import io.asyncorm.dialect.Dialect;
import io.asyncorm.model.FormerNames.Former;
import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.schema.RenameChoice.Problem;
import io.asyncorm.schema.RenameChoice.Wish;
import io.asyncorm.schema.RenameOrder.Rename;
import io.asyncorm.schema.SchemaStep.Phase;
import io.asyncorm.sql.TableName;
import io.asyncorm.type.StoredTable;
import org.jspecify.annotations.Nullable;

/**
 * Renames tables and columns as {@link io.asyncorm.model.RenamedFrom} asks for it.
 *
 * @param live what there is, which takes what comes of it
 * @param dialect what the database speaks
 * @param steps takes the steps
 */
record AskedRenames(LiveSchema live, Dialect dialect, Consumer<SchemaStep> steps) {

	/** Finds what is to be renamed: tables, and then the columns of each. */
	void find() {
		renameTables();
		this.live.all().forEach(this::renameColumns);
	}

	private void renameTables() {
		List<Wish<ModelMetadata<?>, CatalogTable>> wishes = this.live.all().map(this::wish).toList();
		RenameChoice.Result<ModelMetadata<?>, CatalogTable> result = new RenameChoice<>(wishes).choose();
		Map<TableName, TableName> renames = new LinkedHashMap<>();
		Map<TableName, ModelMetadata<?>> models = new LinkedHashMap<>();
		result.renamed().forEach((model, table) -> {
			TableName to = target(model, table);
			renames.put(new TableName(table.schema(), table.name()), to);
			models.put(to, model);
		});
		Map<TableName, TableName> former = new LinkedHashMap<>();
		for (Rename<TableName> rename : RenameOrder.of(renames, this::temporary)) {
			TableName first = former.getOrDefault(rename.from(), rename.from());
			former.put(rename.to(), first);
			ModelMetadata<?> model = Objects.requireNonNull(models.get(renames.get(first)));
			renameTable(model, rename, first);
		}
		result.problems().forEach((model, problem) -> remark(model, problem));
	}

	private Wish<ModelMetadata<?>, CatalogTable> wish(ModelMetadata<?> model) {
		CatalogTable now = this.live.find(model);
		Former<StoredTable> former = former(model);
		boolean exchanging = former.exchanged() && now != null;
		boolean done = exchanging && now != null && ExchangedNames.isDone(now.comment(), former);
		List<CatalogTable> sources = new ArrayList<>();
		for (StoredTable name : former.names()) {
			CatalogTable table = this.live.find(name.name());
			if (table != null && table != now && !table.view() && !done && !sources.contains(table)
					&& isInReach(model, table)) {
				sources.add(table);
			}
		}
		return new Wish<>(model, now, sources, former.told(), exchanging);
	}

	private boolean isInReach(ModelMetadata<?> model, CatalogTable table) {
		return this.dialect.tables().movingTables() || target(model, table).schema().equals(table.schema());
	}

	private static Former<StoredTable> former(ModelMetadata<?> model) {
		return model.tableDetails().formerNames().table();
	}

	/** Where the table of a model is to be: in its schema, if it says which. */
	private TableName target(ModelMetadata<?> model, CatalogTable table) {
		TableName declared = model.declaredTable().name();
		boolean same = declared.schema().isEmpty() ? this.live.isOnPath(table.schema())
				: declared.schema().equalsIgnoreCase(table.schema());
		return new TableName(
				same ? table.schema() : declared.schema().isEmpty() ? this.live.currentSchema() : declared.schema(),
				declared.name());
	}

	private TableName temporary(TableName name) {
		return new TableName(name.schema(), this.live.nameBefore(name.name()));
	}

	/**
	 * @param first its name before all
	 */
	private void renameTable(ModelMetadata<?> model, Rename<TableName> rename, TableName first) {
		TableName to = rename.to();
		CatalogTable table = exactly(rename.from());
		String reason = former(model).exchanged() && !to.name().equals(model.declaredTable().table())
				? "table '" + first.name() + "' is called '" + to.name() + "' until its new name is free"
				: "table '" + shown(to) + "' was called '" + shown(first) + "'";
		boolean moved = !to.schema().equals(table.schema());
		if (moved && this.live.tables().stream().noneMatch((other) -> other.schema().equals(to.schema()))) {
			this.steps.accept(new SchemaStep(Phase.SCHEMAS, model.name(), model.name() + ": " + reason,
					"create schema if not exists " + this.dialect.quote(to.schema())));
		}
		if (moved && !to.name().equals(table.name())
				&& this.live.find(new TableName(to.schema(), table.name())) != null) {
			table = renamed(model, table, temporary(rename.from()), reason);
		}
		if (moved) {
			table = renamed(model, table, new TableName(to.schema(), table.name()), reason);
		}
		if (!to.name().equals(table.name())) {
			renamed(model, table, to, reason);
		}
	}

	private CatalogTable renamed(ModelMetadata<?> model, CatalogTable table, TableName to, String reason) {
		TableName from = this.live.name(table);
		step(model, reason, to.schema().equals(table.schema()) ? statements().rename(from, to.name())
				: statements().move(from, to.schema()));
		this.live.rename(model, CatalogRenames.table(this.live.tables(), table, to));
		return exactly(to);
	}

	private CatalogTable exactly(TableName name) {
		return this.live.tables()
			.stream()
			.filter((table) -> table.schema().equals(name.schema()) && table.name().equals(name.name()))
			.findFirst()
			.orElseThrow();
	}

	private String shown(TableName name) {
		return (this.live.isOnPath(name.schema()) ? TableName.of(name.name()) : name).toString();
	}

	private void renameColumns(ModelMetadata<?> model) {
		CatalogTable table = this.live.find(model);
		if (table == null || table.borrowed()) {
			return;
		}
		List<Wish<ModelField, String>> wishes = model.fields().stream().map((field) -> wish(field, table)).toList();
		RenameChoice.Result<ModelField, String> result = new RenameChoice<>(wishes).choose();
		Map<String, String> renames = new LinkedHashMap<>();
		result.renamed().forEach((field, column) -> renames.put(column, field.declaredColumn()));
		Set<String> names = new HashSet<>(renames.values());
		table.columns().forEach((column) -> names.add(column.name()));
		Map<String, String> former = new LinkedHashMap<>();
		for (Rename<String> rename : RenameOrder.of(renames, (name) -> ConstraintNames.before(name, names))) {
			String first = former.getOrDefault(rename.from(), rename.from());
			former.put(rename.to(), first);
			renameColumn(model, rename, first, renames.values());
		}
		result.problems().forEach((field, problem) -> remark(field, table, problem));
	}

	private static Wish<ModelField, String> wish(ModelField field, CatalogTable table) {
		CatalogTable.Column now = column(table, field.declaredColumn());
		Former<String> former = former(field);
		boolean exchanging = former.exchanged() && now != null;
		boolean done = exchanging && now != null && ExchangedNames.isDone(now.comment(), former);
		List<String> sources = new ArrayList<>();
		for (String name : former.names()) {
			CatalogTable.Column column = column(table, name);
			if (column != null && column != now && !done && !sources.contains(column.name())) {
				sources.add(column.name());
			}
		}
		return new Wish<>(field, (now != null) ? now.name() : null, sources, former.told(), exchanging);
	}

	private static Former<String> former(ModelField field) {
		return field.model().tableDetails().formerNames().of(field);
	}

	private static CatalogTable.@Nullable Column column(CatalogTable table, String name) {
		List<CatalogTable.Column> meant = StoredModels.meant(table.columns(), CatalogTable.Column::name, name);
		return meant.isEmpty() ? null : meant.get(0);
	}

	/**
	 * @param first its name before all
	 * @param names those that columns get at last
	 */
	private void renameColumn(ModelMetadata<?> model, Rename<String> rename, String first, Collection<String> names) {
		CatalogTable table = Objects.requireNonNull(this.live.find(model));
		String reason = names.contains(rename.to())
				? "column '" + rename.to() + "' of '" + table.name() + "' was called '" + first + "'"
				: "column '" + rename.from() + "' of '" + table.name() + "' is called '" + rename.to()
						+ "' until its new name is free";
		step(model, reason, statements().rename(this.live.name(table), rename.from(), rename.to()));
		this.live.rename(model,
				CatalogRenames.column(this.live.tables(), table, rename.from(), rename.to(), this.dialect));
	}

	private void remark(ModelMetadata<?> model, Problem problem) {
		List<TableName> names = former(model).names().stream().map(StoredTable::name).toList();
		String now = model.declaredTable().name().toString();
		switch (problem) {
			case NONE -> this.live.miss(model,
					names.stream().allMatch((name) -> this.live.find(name) == null)
							? "; there is no " + list(names) + " that it was called"
							: "; " + list(names) + " that it was called is in another schema, from where "
									+ this.dialect.name()
									+ " moves no table: copy its rows by a migration of your own");
			case SEVERAL -> this.live.miss(model, "; it is none of " + list(names)
					+ ", as several of them are there: let @RenamedFrom name what is left when the others are dropped");
			case BOTH -> step(model, "@RenamedFrom renames no table, as there is '" + now + "', and "
					+ list(names.stream().filter((name) -> this.live.find(name) != null).toList())
					+ " that it was called, too. Move rows that are still there by a migration of your own, drop the"
					+ " table, and remove the annotation", "");
		}
	}

	private void remark(ModelField field, CatalogTable table, Problem problem) {
		List<String> names = former(field).names();
		switch (problem) {
			case NONE -> this.live.miss(field, "; there is no " + list(names) + " that it was called");
			case SEVERAL -> this.live.miss(field, "; it is none of " + list(names)
					+ ", as several of them are there: let @RenamedFrom name what is left when the others are dropped");
			case BOTH -> this.steps.accept(new SchemaStep(Phase.RENAMES, field.model().name(), field
					+ ": @RenamedFrom renames no column, as '" + table.name() + "' has '" + field.declaredColumn()
					+ "', and " + list(names.stream().filter((name) -> column(table, name) != null).toList())
					+ " that it was called, too. Copy values that are still there by a migration of your own, drop the"
					+ " column, and remove the annotation", "", field));
		}
	}

	private static String list(List<?> names) {
		return names.stream().map((name) -> "'" + name + "'").collect(Collectors.joining(", "));
	}

	private void step(ModelMetadata<?> model, String reason, String statement) {
		this.steps.accept(new SchemaStep(Phase.RENAMES, model.name(), model.name() + ": " + reason, statement));
	}

	private TableStatements statements() {
		return new TableStatements(this.dialect);
	}

}
