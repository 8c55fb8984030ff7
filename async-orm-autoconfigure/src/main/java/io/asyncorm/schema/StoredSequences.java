package io.asyncorm.schema;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

import io.asyncorm.dialect.CatalogSequence;
import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.sql.TableName;
import io.asyncorm.type.StoredTable;

/**
 * Finds the sequences that keys are drawn from in the catalog, and refuses a model whose
 * table is there without its sequence.
 *
 * @param tables the models whose tables are there
 * @param faults takes what is wrong
 */
record StoredSequences(Set<ModelMetadata<?>> tables, Consumer<String> faults) {

	Map<ModelField, StoredTable> find(List<ModelMetadata<?>> models, CatalogReader reader) {
		List<ModelField> fields = models.stream()
			.flatMap((model) -> model.fields().stream())
			.filter((field) -> field.declaredSequence() != null)
			.toList();
		Map<ModelField, StoredTable> found = new LinkedHashMap<>();
		if (fields.isEmpty()) {
			return found;
		}
		Set<String> names = new TreeSet<>();
		fields.forEach((field) -> names.add(declared(field).name().toLowerCase(Locale.ROOT)));
		reader.sequences(names).ifPresent((sequences) -> fields.forEach((field) -> find(field, sequences, found)));
		return found;
	}

	private void find(ModelField field, List<CatalogSequence> sequences, Map<ModelField, StoredTable> found) {
		TableName declared = declared(field);
		List<CatalogSequence> inSchema = declared.schema().isEmpty()
				? sequences.stream().filter(CatalogSequence::found).toList()
				: StoredModels.meant(sequences, CatalogSequence::schema, declared.schema());
		List<CatalogSequence> meant = StoredModels.meant(inSchema, CatalogSequence::name, declared.name());
		if (!meant.isEmpty()) {
			found.put(field,
					StoredTable.of(declared.schema().isEmpty() ? "" : meant.get(0).schema(), meant.get(0).name()));
		}
		else if (this.tables.contains(field.model())) {
			this.faults.accept("Model '" + field.model().type().getName() + "', property '" + field.name()
					+ "': there is no sequence '" + declared.name() + "' beside the table '" + field.model().table()
					+ "'; create it, or name another one with @GeneratedKey(sequence = \"...\")");
		}
	}

	private static TableName declared(ModelField field) {
		return Objects.requireNonNull(field.declaredSequence()).name();
	}

}
