package io.asyncorm.schema.inspection;

import java.util.List;
import java.util.Objects;

/**
 * Writes the repository of one table.
 *
 * @param name what it is called
 */
record RepositoryWriter(InspectedTable table, String name, Imports imports) {

	/** The source of the interface. */
	String write(String packageName) {
		String key = key(this.table);
		String arguments = "<" + this.table.model() + ", "
				+ (key.equals("java.util.List") ? this.imports.use(key) + "<?>" : this.imports.use(key)) + ">";
		String text = this.table.table().view() ? view(arguments) : "public interface " + this.name + " extends "
				+ this.imports.use("io.asyncorm.repository.AsyncRepository") + arguments + " {\n\n}\n";
		return "package " + packageName + ";\n\n" + this.imports.text() + text;
	}

	/** What only reads. */
	private String view(String arguments) {
		String future = this.imports.use("java.util.concurrent.CompletableFuture");
		return "public interface " + this.name + " extends " + this.imports.use("io.asyncorm.repository.Repository")
				+ arguments + " {\n\n\t" + future + "<" + this.imports.use("java.util.List") + "<" + this.table.model()
				+ ">> alist();\n\n\t" + future + "<" + this.imports.use("java.lang.Long") + "> acount();\n\n}\n";
	}

	/** The type of a key: of one that is a foreign key, that of the other. */
	private static String key(InspectedTable table) {
		List<InspectedProperty> parts = table.properties().stream().filter(InspectedProperty::key).toList();
		if (parts.size() != 1) {
			return "java.util.List";
		}
		InspectedProperty part = parts.get(0);
		if (part.link() == null) {
			return part.type().name();
		}
		List<String> referred = Objects.requireNonNull(part.link().constraint().target()).columns();
		return part.link().target().key().equals(referred) ? key(part.link().target()) : part.type().name();
	}

}
