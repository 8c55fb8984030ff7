package io.asyncorm.model;

/**
 * The words of a text, as PostgreSQL keeps them in a column of its type {@code tsvector}:
 * a property of this type is searched by {@code search}. Declare it {@link ReadOnly}, as
 * the database computes it:
 *
 * <pre class="code">
 * &#64;ReadOnly("to_tsvector('english', title || ' ' || summary)") TsVector words
 * </pre>
 *
 * @param text the words with their places, as the database prints them
 * @since 0.1.0
 */
public record TsVector(String text) {
}
