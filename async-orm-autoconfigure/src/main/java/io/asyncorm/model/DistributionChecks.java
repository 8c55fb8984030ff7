package io.asyncorm.model;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Checks at startup that the rows of a tenant can stay together
 * ({@link Model#distributedBy()}): all keys hold the tenant, and what refers to rows of a
 * tenant belongs to one itself.
 *
 * @param links all models
 */
record DistributionChecks(ModelLinks links) {

	void check() {
		ModelMetadata<?> first = null;
		for (ModelMetadata<?> model : this.links.models().values()) {
			Model annotation = model.type().getAnnotation(Model.class);
			if (annotation != null && model.hasKey()) {
				check(model, annotation);
				checkForeignKeys(model);
				first = (first == null && model.tenantField() != null) ? model : first;
				checkType(model, first);
			}
		}
	}

	private void check(ModelMetadata<?> model, Model annotation) {
		if (annotation.partitions() < 0) {
			fault(model, "its partitions are " + annotation.partitions() + "; give how many there are, or 0 for none");
		}
		String name = annotation.distributedBy();
		if (name.isEmpty()) {
			if (annotation.partitions() > 0) {
				fault(model, "it has partitions, but nothing says whose rows are in which; write distributedBy ="
						+ " \"tenant\", with the property that tells");
			}
			return;
		}
		ModelField tenant = model.tenantField();
		if (tenant == null) {
			List<String> names = model.fields().stream().map(ModelField::name).toList();
			fault(model, "its distributedBy names '" + name + "', which is no property of it with one column."
					+ NearestName.suggest(name, names) + " Choices are: " + String.join(", ", names));
			return;
		}
		checkTenant(model, tenant);
		if (tenant != model.key().columns().get(0) || !model.key().isComposite()) {
			fault(model,
					"its primary key does not begin with '" + tenant.name() + "', by which it is distributed;"
							+ " write @PrimaryKey at '" + tenant.name()
							+ "', before the other parts of the key, and @PrimaryKey" + " at these: '@PrimaryKey Long "
							+ tenant.name() + ", @PrimaryKey @GeneratedKey @Nullable Long id'");
		}
		Stream.concat(model.uniqueKeys().stream(), model.partialKeys().stream().map(PartialKey::fields))
			.filter((key) -> !key.contains(tenant))
			.forEach((key) -> fault(model, unique(tenant, key)));
	}

	private void checkTenant(ModelMetadata<?> model, ModelField tenant) {
		boolean made = tenant.generated() || tenant.readOnly() || tenant.isAutomatic()
				|| tenant.databaseDefault() != null || tenant.defaultValue() != null;
		if (made) {
			this.links.faults()
				.add(model.type(), tenant.name(),
						"rows are distributed by it, so that it is the current tenant's and no"
								+ " other's; remove what gives it another value, such as @GeneratedKey or @DefaultValue");
		}
		if (tenant.json() || tenant.type().isArray()) {
			this.links.faults()
				.add(model.type(), tenant.name(),
						"rows are distributed by it, for which a number, a text or a UUID is" + " wanted; declare one");
		}
	}

	private static String unique(ModelField tenant, List<ModelField> key) {
		List<String> names = new ArrayList<>(List.of(tenant.name()));
		key.forEach((field) -> names.add(field.name()));
		String quoted = names.stream().map((name) -> '"' + name + '"').reduce((all, next) -> all + ", " + next).get();
		return "its unique key over " + key.stream().map(ModelField::name).toList() + " lacks '" + tenant.name()
				+ "', by which it is distributed, so that the database could not keep it unique across tenants; write"
				+ " @Model(uniqueTogether = @UniqueTogether({ " + quoted + " })) in its place";
	}

	private void checkForeignKeys(ModelMetadata<?> model) {
		for (ModelField field : model.foreignKeys()) {
			ModelField target = field.target();
			ModelField of = (target != null) ? target.model().tenantField() : null;
			String fault = null;
			if (target != null && of != null && model.tenantField() == null) {
				fault = "it refers to a '" + target.model().name() + "', which belongs to a " + of.name() + ", but a '"
						+ model.name() + "' belongs to none; write @Model(distributedBy = \"" + of.name()
						+ "\") there, too, and give it that property";
			}
			else if (of != null && field.columns().size() > 1 && isSetByDatabase(field)) {
				fault = "its onDelete would set all of its columns, and so the " + of.name()
						+ " of the row; choose SET_NULL, which this library carries out";
			}
			else if (target != null && of == null && model.tenantField() != null && field != model.tenantField()
					&& isDoneByDatabase(field)) {
				fault = "its onDelete is carried out by the database, which does so in the rows of all tenants; choose"
						+ " CASCADE, SET_NULL or PROTECT, which this library carries out in those of the current one";
			}
			if (fault != null) {
				this.links.faults().add(model.type(), field.name(), fault);
			}
		}
	}

	private static boolean isSetByDatabase(ModelField field) {
		@Nullable OnDelete rule = onDelete(field);
		return rule == OnDelete.DB_SET_NULL || rule == OnDelete.DB_SET_DEFAULT;
	}

	private static boolean isDoneByDatabase(ModelField field) {
		return isSetByDatabase(field) || onDelete(field) == OnDelete.DB_CASCADE;
	}

	private static @Nullable OnDelete onDelete(ModelField field) {
		ModelRelation relation = field.relation();
		return (relation != null) ? relation.onDelete() : null;
	}

	/** One tenant is current, so that all say in one type which it is. */
	private void checkType(ModelMetadata<?> model, @Nullable ModelMetadata<?> first) {
		ModelField tenant = model.tenantField();
		ModelField other = (first != null) ? first.tenantField() : null;
		if (tenant != null && other != null && tenant.type() != other.type()) {
			this.links.faults()
				.add(model.type(), tenant.name(),
						"rows are distributed by it, and those of '" + other.model().name() + "' by a "
								+ other.type().getSimpleName() + "; declare a " + other.type().getSimpleName()
								+ " here, too: one tenant is current for all models");
		}
	}

	private void fault(ModelMetadata<?> model, String fault) {
		this.links.faults().add(model.type(), fault);
	}

}
