package io.asyncorm.schema.inspection;

/**
 * The source of a Java type.
 *
 * @param typeName its simple name
 * @param text the source
 * @since 0.1.0
 */
public record SourceFile(String typeName, String text) {

	/** The name of the file, without its folder. */
	public String fileName() {
		return this.typeName + ".java";
	}

}
